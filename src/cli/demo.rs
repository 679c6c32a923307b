//! `demo`: the whole job in one command, on a temporary database: library → specification → two
//! parallel forms → a class of 25 → marks → results, levels, grades, difficult objectives.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{ContentArrangement, Table};
use serde_json::{Value, json};

use super::demo_class::{self, Class};
use super::demo_kinds::{self, KindShown};
use super::library;
use super::outcome::{Failure, print};
use crate::service::analysis::{self, SittingAnalysis};
use crate::service::assembly::{self, AssemblyRun, CreateAssemblyRun};
use crate::service::installation::MediaStore;
use crate::service::results::SittingResults;
use crate::service::{
    Call, Limits, Services, forms, installation, library as loader, results, setup, sittings,
};
use crate::worker::Workers;

/// Code of the specification that the demo assembles.
const SPECIFICATION: &str = "sat-g7-kazl2-t1";
/// Seed of the forms and of the class: every demo shows the same.
pub(super) const SEED: u32 = 2026;
/// Columns of the tables: a terminal of 80 keeps its last one free.
const WIDTH: u16 = 79;
/// How long the demo waits for its forms.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the main job once and shows it; with `all`, every kind of assessment of the library after it.
pub fn demo(as_json: bool, all: bool) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("synaq-demo-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir_all(&folder)
        .map_err(|e| Failure::Internal(format!("{}: {e}", folder.display())))?;
    let outcome = run(&format!("sqlite:{}", folder.join("demo.db").display()), all);
    // What cannot be removed is the operating system's to remove: it lies in its temporary folder.
    let _ = std::fs::remove_dir_all(&folder);
    let shown = outcome?;
    print(&if as_json {
        shown.json()
    } else {
        shown.tables()
    });
    Ok(())
}

fn run(url: &str, all: bool) -> Result<Shown, Failure> {
    let begun = Instant::now();
    tell("library");
    installation::migrate(url).map_err(Failure::Database)?;
    let services = installation::open(url, 4, Limits::default())
        .map_err(Failure::Database)?
        .with_media(MediaStore::in_memory());
    let actor = setup::prepare(&services, "Asia/Almaty")?;
    let call = Call::of(actor, "demo");
    let files = library::files(None)?;
    let loaded = loader::load(&services, &call, &files)?;
    let _workers = Workers::start(&services, 1);

    tell("specification and two parallel forms");
    let specification_id = loader::specification_id(&services, &call, SPECIFICATION)?
        .ok_or_else(|| Failure::Internal(format!("the library has no {SPECIFICATION}")))?;
    let request = json!({"specification_id": specification_id, "seed": SEED});
    let forms_run = assemble(&services, &call, &request)?;
    let form_id = forms_run
        .result
        .as_ref()
        .and_then(|r| r.forms.first())
        .map(|f| f.id.clone())
        .unwrap_or_default();
    let locking = Call {
        if_match: Some("*".into()),
        ..call.clone()
    };
    forms::lock_form(&services, &locking, &form_id)?;

    tell("a class of 25 sits it");
    let class = Class::new(&services, &call, "7A", 7, "ru", 25)?;
    let sitting = sittings::create_sitting(&services, &call, class.sitting_of(&form_id))?;
    let language = "kk".parse().map_err(Failure::Internal)?;
    let copy = forms::read_full_copy(&services, &call, &form_id, Some(&language))?;
    let sitting_id = sitting.sitting.id;
    let counted = demo_class::sit(&services, &call, &sitting_id, &class, (&copy, false))?;

    tell("results");
    let results = results::compute_results(&services, &call, &sitting_id)?;
    let analysis = analysis::read_analysis(&services, &call, &sitting_id)?;
    let kinds = match all {
        true => demo_kinds::run(&services, &call, &files)?,
        false => Vec::new(),
    };
    Ok(Shown {
        kinds,
        loaded,
        run: forms_run,
        counted,
        results,
        analysis,
        seconds: begun.elapsed().as_secs_f64(),
    })
}

/// Assembles and waits for the forms.
pub(super) fn assemble(
    services: &Services,
    call: &Call,
    request: &Value,
) -> Result<AssemblyRun, Failure> {
    let input: CreateAssemblyRun =
        serde_json::from_value(request.clone()).map_err(|e| Failure::Internal(e.to_string()))?;
    let mut run = assembly::create_assembly_run(services, call, &input)?;
    let begun = Instant::now();
    while run.finished_at.is_none() && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(50));
        run = assembly::read_assembly_run(services, call, &run.id)?;
    }
    if run.state == "done" {
        return Ok(run);
    }
    if run.findings.is_empty() {
        return Err(Failure::Internal(format!(
            "the assembly ended as '{}'",
            run.state
        )));
    }
    Err(Failure::Refused(run.findings))
}

/// Progress, on standard error and only for people.
pub(super) fn tell(step: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("… {step}");
    }
}

/// What the demo has to show.
struct Shown {
    /// Every kind of assessment; empty where only the main job was asked for.
    kinds: Vec<KindShown>,
    loaded: loader::Loaded,
    run: AssemblyRun,
    counted: demo_class::Counted,
    results: SittingResults,
    analysis: SittingAnalysis,
    seconds: f64,
}

impl Shown {
    fn json(&self) -> String {
        let value: Value = json!({
            "library": loader::told(&self.loaded),
            "assembly": self.run,
            "responses": self.counted.responses,
            "marks": self.counted.marks,
            "results": self.results,
            "analysis": self.analysis,
            "kinds": self.kinds,
            "seconds": self.seconds,
        });
        serde_json::to_string_pretty(&value).unwrap_or_default()
    }

    fn tables(&self) -> String {
        let l = &self.loaded;
        let mut lines = vec![
            format!(
                "1 Library: {} curricula and policies, {} specifications, {} tasks put live",
                l.references, l.specifications, l.items
            ),
            format!("2 Specification {SPECIFICATION}: two parallel forms without a common task"),
            self.forms(),
            format!(
                "3 A class of {} sat form A: {} responses, {} marks by descriptor",
                self.results.rows.len(),
                self.counted.responses,
                self.counted.marks
            ),
            "4 Results".to_owned(),
            self.candidates(),
            "5 School analysis".to_owned(),
            self.levels(),
            self.objectives(),
        ];
        if !self.kinds.is_empty() {
            lines.push("6 Each kind of assessment: a form, a class, its marks".to_owned());
            lines.push(demo_kinds::shown(&self.kinds));
        }
        lines.push(format!("Done in {:.1} s.", self.seconds));
        lines.join("\n")
    }

    fn forms(&self) -> String {
        let mut table = table([
            "form",
            "tasks",
            "points",
            "every constraint holds",
            "fingerprint",
        ]);
        let Some(result) = &self.run.result else {
            return table.to_string();
        };
        for form in &result.forms {
            let points: crate::bank::Points = form.positions.iter().map(|p| p.points).sum();
            let held = form.achieved.iter().filter(|a| a.holds).count();
            table.add_row([
                form.label.clone(),
                form.positions.len().to_string(),
                points.to_string(),
                format!("{held} of {}", form.achieved.len()),
                form.fingerprint.chars().take(16).collect(),
            ]);
        }
        table.to_string()
    }

    fn candidates(&self) -> String {
        let mut table = table(["candidate", "points", "percent", "level", "grade", "state"]);
        for row in &self.results.rows {
            let shown = |value: Option<String>| value.unwrap_or_else(|| "–".into());
            table.add_row([
                row.candidate.clone(),
                shown(row.raw.map(|p| p.to_string())),
                shown(row.rounded.map(|p| p.to_string())),
                shown(row.level.clone()),
                shown(row.grade.clone()),
                row.state
                    .map(|s| s.to_string())
                    .unwrap_or_default()
                    .replace('_', " "),
            ]);
        }
        table.to_string()
    }

    fn levels(&self) -> String {
        let a = &self.analysis.analysis;
        let mut table = table(["listed", "wrote", "absent", "levels", "quality", "progress"]);
        let share = |s: &Option<crate::scoring::analysis::PupilShare>| {
            s.as_ref().map_or("–".into(), |s| {
                format!("{} % ({} of {})", s.whole_percent, s.count, s.of)
            })
        };
        let levels: Vec<_> = a
            .levels
            .iter()
            .map(|l| {
                format!(
                    "{} {}",
                    l.level,
                    l.count.map_or("–".into(), |c| c.to_string())
                )
            })
            .collect();
        table.add_row([
            a.listed.to_string(),
            a.wrote.to_string(),
            (a.absent + a.absent_valid).to_string(),
            levels.join("\n"),
            share(&a.quality),
            share(&a.progress),
        ]);
        table.to_string()
    }

    fn objectives(&self) -> String {
        let a = &self.analysis.analysis;
        let mut table = table(["objectives", "codes"]);
        table.add_row(["achieved".to_owned(), listed(&a.achieved)]);
        table.add_row(["causing difficulty".to_owned(), listed(&a.difficult)]);
        table.to_string()
    }
}

fn listed(codes: &[String]) -> String {
    if codes.is_empty() {
        "none".into()
    } else {
        codes.join(", ")
    }
}

/// A table of at most 80 columns that is the same in a pipe as on a terminal.
pub(super) fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table
        .load_style(ASCII_MARKDOWN)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header);
    table
}
