//! Specification, pool and arguments become a request.

use std::path::{Path, PathBuf};

use super::super::import::open;
use super::super::outcome::Failure;
use super::arguments::AssembleArguments;
use super::given;
use crate::assembly::candidate::Candidate;
use crate::assembly::panel::PANEL_COMPONENT;
use crate::assembly::request::{Limits, Options, Request};
use crate::assembly::run::{Refusal, RefusalKind};
use crate::bank::Language;
use crate::document::{self, Format, Tree};
use crate::interop::pool::profile::{PoolProfile, check_pool_profile};
use crate::interop::pool::{Defaults, read_pool};
use crate::interop::profile::SourceKind;
use crate::language::finding::{Finding, refuses};
use crate::specification::check::{References, check};
use crate::specification::component::parameters::Given;
use crate::specification::component::{Component, components};
use crate::specification::document::SpecificationDocument;

/// A request and the files it came from.
pub(super) struct Asked {
    pub(super) request: Request,
    /// The specification's file, with the places of what stands in it.
    specification: (PathBuf, Tree),
}

impl Asked {
    /// The request of some arguments.
    pub(super) fn of(arguments: &AssembleArguments) -> Result<Self, Failure> {
        let (Some(pool), Some(specification)) = (&arguments.pool, &arguments.spec) else {
            return Err(Failure::Usage("--pool and --spec are needed".into()));
        };
        let (document, tree) = read_specification(specification)?;
        let all = components(&document);
        let panel = is_of_panel(&document, arguments);
        let component = match panel {
            // What modules have in common the first one tells, too.
            true => all.first(),
            false => chosen(&all, arguments),
        };
        let languages = languages(component, arguments)?;
        let mut request = Request {
            component: match (component, &arguments.component) {
                _ if panel => PANEL_COMPONENT.to_owned(),
                (Some(component), _) => component.id.clone(),
                (None, Some(named)) => named.clone(),
                (None, None) => return Err(component_needed(&all)),
            },
            subject: arguments.subject.clone(),
            languages,
            candidates: Vec::new(),
            given: Given {
                grade: arguments.grade,
                term: arguments.term,
                lesson: arguments.lesson.clone(),
            },
            options: Options {
                given_items: given::read(&arguments.given)?,
                ..options(arguments)
            },
            limits: limits(arguments),
            document,
        };
        request.candidates = candidates(pool, arguments, &request, component)?;
        Ok(Self {
            request,
            specification: (specification.clone(), tree),
        })
    }

    /// Why there are no forms, as a failure; what is about the specification with its place in the file.
    pub(super) fn failure(&self, refusal: Refusal) -> Failure {
        let (path, tree) = &self.specification;
        let findings: Vec<Finding> = refusal.findings.into_iter().map(as_argument).collect();
        match refusal.kind {
            RefusalKind::Infeasible | RefusalKind::Limit => Failure::NoForms(findings),
            RefusalKind::Failed => {
                let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
                Failure::Internal(told.join("; "))
            }
            RefusalKind::Invalid => {
                let of_document = |finding: &Finding| finding.pointer.starts_with("/document");
                match findings.iter().all(of_document) {
                    true => {
                        let inside = findings.into_iter().map(|mut finding| {
                            finding.pointer = finding.pointer.replacen("/document", "", 1);
                            finding
                        });
                        Failure::InFile(path.clone(), tree.locate(inside.collect()))
                    }
                    false => Failure::Refused(findings),
                }
            }
        }
    }
}

/// Pointers into the request become the options that say the same.
fn as_argument(mut finding: Finding) -> Finding {
    const OPTIONS: &[(&str, &str)] = &[
        ("/options/forms", "--forms"),
        ("/options/overlap_max", "--overlap"),
        ("/options/forced", "--force"),
        ("/options/blocked", "--block"),
        ("/options/given_items", "--given"),
        ("/cohort/forms", "--on-the-fly"),
        ("/cohort/exposure_max", "--exposure"),
        ("/cohort/overlap_max", "--overlap"),
        ("/cohort/overlap_mean_max", "--overlap-mean"),
        ("/cohort/information_within", "--information-within"),
        ("/cohort", "--on-the-fly"),
        ("/batch", "--keep"),
        ("/panels", "--panels"),
        ("/parts", "--split"),
        ("/theta", "--next-item"),
        ("/limits/gap", "--gap"),
        ("/limits/wall_clock_guard_s", "--time-limit"),
        ("/languages", "--language"),
        ("/component", "--component"),
        ("/subject", "--subject"),
        ("/given/grade", "--grade"),
        ("/given/term", "--term"),
        ("/given/lesson", "--lesson"),
    ];
    let option = OPTIONS.iter().find(|(p, _)| finding.pointer.starts_with(p));
    if let Some((_, option)) = option {
        finding.pointer = (*option).to_owned();
    }
    finding
}

/// Reads and checks a specification; what it refers to outside of itself is not asked for.
pub(super) fn read_specification(path: &Path) -> Result<(SpecificationDocument, Tree), Failure> {
    let wrong = |found| Failure::InFile(path.to_owned(), found);
    let text = read_text(path)?;
    let (document, tree) = document::decode_text(&text, format_of(path)).map_err(wrong)?;
    let mut found = check(&document, &References::default());
    found.retain(|finding| finding.is_error() && !is_for_pupils_only(finding));
    match refuses(&found) {
        true => Err(wrong(tree.locate(found))),
        false => Ok((document, tree)),
    }
}

/// What a test says before pupils sit it and assembly does not need: a table of items may have one grade
/// and one subject, and its rules say what rows say elsewhere.
fn is_for_pupils_only(finding: &Finding) -> bool {
    let open = ["/grade", "/max_score", "/subject"].contains(&finding.pointer.as_str());
    finding.code == "row_objectives_missing" || (finding.code == "key_required" && open)
}

pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| Failure::Wrong(format!("{}: {e}", path.display())))
}

pub(super) fn format_of(path: &Path) -> Format {
    match path.extension().is_some_and(|e| e == "json") {
        true => Format::Json,
        false => Format::Yaml,
    }
}

/// True where the modules of a multistage test are asked for, all of them.
fn is_of_panel(document: &SpecificationDocument, arguments: &AssembleArguments) -> bool {
    let other = arguments.split.is_some()
        || arguments.on_the_fly.is_some()
        || arguments.next_item.is_some();
    arguments.panels.is_some()
        || (document.panel.is_some() && arguments.component.is_none() && !other)
}

/// The component that is named, the only one, or the one for the grade.
fn chosen<'a>(all: &'a [Component], arguments: &AssembleArguments) -> Option<&'a Component> {
    match (&arguments.component, all) {
        (Some(id), _) => all.iter().find(|component| component.id == *id),
        (None, [only]) => Some(only),
        (None, all) => arguments.grade.and_then(|grade| {
            all.iter()
                .find(|component| component.grades.is_some() && component.is_for(Some(grade)))
        }),
    }
}

fn component_needed(all: &[Component]) -> Failure {
    let ids: Vec<&str> = all.iter().map(|component| component.id.as_str()).collect();
    let ids = ids.join(", ");
    Failure::Usage(format!(
        "--component is needed; the specification has {ids}"
    ))
}

fn languages(
    component: Option<&Component>,
    arguments: &AssembleArguments,
) -> Result<Vec<Language>, Failure> {
    let named: Result<Vec<Language>, String> = arguments
        .languages
        .iter()
        .map(|code| code.parse())
        .collect();
    let named = named.map_err(|e| Failure::Usage(format!("--language: {e}")))?;
    let sets = component.map(|component| component.language_sets.as_slice());
    match (named.is_empty(), sets) {
        (false, _) => Ok(named),
        (true, Some([only])) => Ok(only.clone()),
        (true, Some(several)) => {
            let shown: Vec<String> = several.iter().map(|set| joined(set)).collect();
            let shown = shown.join(" or ");
            Err(Failure::Usage(format!("--language is needed: {shown}")))
        }
        (true, None) => Ok(Vec::new()),
    }
}

pub(super) fn joined(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::as_str).collect();
    codes.join(",")
}

fn options(arguments: &AssembleArguments) -> Options {
    Options {
        forms: arguments.forms,
        overlap_max: arguments.overlap,
        forced: arguments.force.clone(),
        blocked: arguments.block.clone(),
        seed: arguments.seed.unwrap_or_default(),
        ..Options::default()
    }
}

fn limits(arguments: &AssembleArguments) -> Limits {
    let usual = Limits::default();
    Limits {
        gap: arguments.gap.unwrap_or(usual.gap),
        wall_clock_guard_s: arguments.time_limit.unwrap_or(usual.wall_clock_guard_s),
        ..usual
    }
}

/// The candidates of a file; what it does not say is as the specification says.
pub(super) fn candidates(
    path: &Path,
    arguments: &AssembleArguments,
    request: &Request,
    component: Option<&Component>,
) -> Result<Vec<Candidate>, Failure> {
    let grade = request
        .given
        .grade
        .or(component.and_then(|component| component.grade));
    let subject = component.and_then(|component| component.subject.clone());
    let defaults = Defaults {
        subject: subject
            .or_else(|| request.subject.clone())
            .unwrap_or_default(),
        grades: grade.map_or([0, 13], |grade| [grade, grade]),
        languages: request.languages.clone(),
    };
    let profile = profile(path, arguments)?;
    let read = read_pool(&profile, &defaults, open(path)?);
    let read = read.map_err(|found| Failure::InFile(path.to_owned(), found))?;
    Ok(read.candidates)
}

fn profile(pool: &Path, arguments: &AssembleArguments) -> Result<PoolProfile, Failure> {
    let Some(path) = &arguments.profile else {
        let name = pool.display().to_string();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let lines = [".jsonl", ".ndjson"].iter().any(|end| name.ends_with(end));
        return Ok(PoolProfile::by_names(match lines {
            true => SourceKind::Jsonl,
            false => SourceKind::Csv,
        }));
    };
    let wrong = |found| Failure::InFile(path.clone(), found);
    let (profile, tree) =
        document::decode_text(&read_text(path)?, format_of(path)).map_err(wrong)?;
    let found = check_pool_profile(&profile);
    match found.is_empty() {
        true => Ok(profile),
        false => Err(wrong(tree.locate(found))),
    }
}
