//! `demo --all`: each shipped specification once, part by part: a form of the shipped tasks, or of
//! generated ones where the shipped bank has too few; a class sits it; marks; results.

use serde::Serialize;
use serde_json::{Value, json};

use super::demo::{SEED, assemble, table, tell};
use super::demo_class::{self, Class};
use super::outcome::Failure;
use crate::assembly::generated::{GeneratedBank, generate};
use crate::bank::Points;
use crate::document::{Format, decode_text};
use crate::service::assembly::{self, CreateAssemblyRun};
use crate::service::library::{self as loader, LibraryFile};
use crate::service::sittings::{self, CreateSitting};
use crate::service::{Call, Refusal, Services, forms, generated_bank, results};
use crate::specification::component::parameters::Given;
use crate::specification::component::{Component, components};
use crate::specification::document::SpecificationDocument;

/// Pupils of a class.
const PUPILS: usize = 10;
/// What a request says where a specification leaves it open.
const TERM: u8 = 2;
const LESSON: &str = "l-17";
const SUBJECT: &str = "mathematics";
/// Policy of sittings whose specification names none.
const POLICY: &str = "kz-2-11-2025";

/// One specification, run once.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct KindShown {
    kind: String,
    specification: String,
    /// True where the shipped bank had too few tasks for a part.
    generated: bool,
    parts: Vec<PartShown>,
}

/// One part of a specification (a test is its only one).
#[derive(Clone, Debug, Serialize)]
struct PartShown {
    component: String,
    generated: bool,
    tasks: usize,
    points: Points,
    constraints: usize,
    holding: usize,
    wrote: usize,
    mean_percent: Option<f64>,
}

/// Runs every specification of the library once, in the order of its files.
pub(super) fn run(
    services: &Services,
    call: &Call,
    files: &[LibraryFile],
) -> Result<Vec<KindShown>, Failure> {
    let mut shown = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("specifications/"))
    {
        let (document, _) = decode_text::<SpecificationDocument>(&file.text, Format::Yaml)
            .map_err(Failure::Refused)?;
        tell(&document.id);
        shown.push(specification(services, call, &document)?);
    }
    Ok(shown)
}

fn specification(
    services: &Services,
    call: &Call,
    document: &SpecificationDocument,
) -> Result<KindShown, Failure> {
    let id = loader::specification_id(services, call, &document.id)?
        .ok_or_else(|| Failure::Internal(format!("the library has no {}", document.id)))?;
    let parts: Result<Vec<PartShown>, Failure> = components(document)
        .into_iter()
        .enumerate()
        .map(|(number, component)| {
            Trial {
                services,
                call,
                document,
                code: format!("{}-{}", document.id, component.id),
                component,
                number,
            }
            .run(&id)
        })
        .collect();
    let parts = parts?;
    Ok(KindShown {
        kind: document.kind.clone(),
        specification: document.id.clone(),
        generated: parts.iter().any(|part| part.generated),
        parts,
    })
}

/// One part of a specification on its way from the bank to results.
struct Trial<'a> {
    services: &'a Services,
    call: &'a Call,
    /// Names classes and generated tasks.
    code: String,
    component: Component,
    document: &'a SpecificationDocument,
    /// Which part it is, from 0: parts of the candidate's choice differ in their subject.
    number: usize,
}

impl Trial<'_> {
    fn run(&self, specification_id: &str) -> Result<PartShown, Failure> {
        let mut request = self.request(specification_id);
        let generated = !self.bank_suffices(&request)?;
        if generated {
            let bank = self.generate()?;
            generated_bank::fill(self.services, self.call, &bank)?;
            request["anchors"] = self.anchors(&bank);
        }
        let run = assemble(self.services, self.call, &request)?;
        let form = run.result.as_ref().and_then(|result| result.forms.first());
        let form = form.ok_or_else(|| Failure::Internal("a run without forms".into()))?;
        let holding = form.achieved.iter().filter(|a| a.holds).count();
        let points = form.positions.iter().filter(|p| !p.unscored);
        let (wrote, mean_percent) = self.sit(&form.id)?;
        Ok(PartShown {
            component: self.component.id.clone(),
            generated,
            tasks: form.positions.len(),
            points: points.map(|p| p.points).sum(),
            constraints: form.achieved.len(),
            holding,
            wrote,
            mean_percent,
        })
    }

    /// True when every row has tasks enough. Anchors are of an earlier form, and there is none.
    fn bank_suffices(&self, request: &Value) -> Result<bool, Failure> {
        if self.component.anchors.is_some() {
            return Ok(false);
        }
        match assembly::check_assembly(self.services, self.call, &typed(request)?) {
            Ok(_) => Ok(true),
            Err(Refusal::Infeasible(_) | Refusal::Explained { .. }) => Ok(false),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// What the specification leaves open is said: languages, grade, term, lesson, subject.
    fn request(&self, specification_id: &str) -> Value {
        let mut request = json!({
            "specification_id": specification_id,
            "component": self.component.id,
            "languages": self.languages(),
            "seed": SEED
        });
        if let Some(subject) = self.chosen_subject() {
            request["subject"] = json!(subject);
        }
        let given = json!(self.given());
        for (name, value) in given.as_object().into_iter().flatten() {
            request[name] = value.clone();
        }
        request
    }

    fn given(&self) -> Given {
        let asked = self.component.parameters.is_some();
        Given {
            grade: self.component.grades.map(|[_, last]| last),
            term: asked.then_some(TERM),
            lesson: asked.then(|| LESSON.to_owned()),
        }
    }

    fn chosen_subject(&self) -> Option<String> {
        let choices = &self.component.choices;
        match choices.is_empty() {
            false => Some(choices[self.number % choices.len()].clone()),
            true => self.component.asks_subject().then(|| SUBJECT.to_owned()),
        }
    }

    fn generate(&self) -> Result<GeneratedBank, Failure> {
        let component = self
            .component
            .clone()
            .with(&self.given())
            .map_err(Failure::Refused)?;
        let subject = component
            .subject
            .clone()
            .or_else(|| self.chosen_subject())
            .unwrap_or_default();
        let languages = self.languages();
        let blocks = component.pilot.map_or(1, |pilot| pilot.spiral_forms);
        let times = component.constraints.parallel_forms.max(blocks) as usize;
        Ok(generate(
            &component,
            &subject,
            &languages,
            &self.code,
            times,
            u64::from(SEED),
        ))
    }

    /// Tasks of the bank that stand for those of an earlier form, spread over the blueprint.
    fn anchors(&self, bank: &GeneratedBank) -> Value {
        let need = self
            .component
            .anchors
            .as_ref()
            .map_or(0, |a| a.items as usize);
        let free = bank
            .items
            .iter()
            .filter(|item| !bank.pilot.contains(&item.code) && item.content.stimulus.is_none());
        let free: Vec<_> = free.collect();
        let step = (free.len() / need.max(1)).max(1);
        let chosen = free.iter().step_by(step).take(need);
        let anchors: Vec<Value> = chosen
            .map(|item| json!({"item": item.code, "version": 1}))
            .collect();
        json!(anchors)
    }

    fn languages(&self) -> Vec<crate::bank::Language> {
        self.component
            .language_sets
            .first()
            .cloned()
            .unwrap_or_default()
    }

    /// A class sits the form; who wrote and their mean.
    fn sit(&self, form_id: &str) -> Result<(usize, Option<f64>), Failure> {
        let (services, call) = (self.services, self.call);
        let locking = Call {
            if_match: Some("*".into()),
            ..call.clone()
        };
        forms::lock_form(services, &locking, form_id)?;
        let languages = self.languages();
        let language = languages
            .first()
            .ok_or_else(|| Failure::Internal(format!("{} has no language", self.code)))?;
        let grade = self.given().grade.or(self.component.grade).unwrap_or(11);
        let name = format!(
            "{}-{}",
            self.component.kind.to_lowercase(),
            self.component.id
        );
        let instruction = &self.document.languages.instruction;
        let taught_in = instruction.first().unwrap_or(language);
        let class = Class::new(services, call, &name, grade, taught_in.as_str(), PUPILS)?;
        let policy = self.document.grading_policy.clone();
        let plan = CreateSitting {
            policy: policy.or_else(|| Some(POLICY.to_owned())),
            ..class.sitting_of(form_id)
        };
        let sitting = sittings::create_sitting(services, call, plan)?;
        let copy = forms::read_full_copy(services, call, form_id, Some(language))?;
        let opens_levels = self.document.progression.is_some();
        let sitting_id = &sitting.sitting.id;
        demo_class::sit(services, call, sitting_id, &class, (&copy, opens_levels))?;
        if opens_levels {
            sittings::close_sitting(services, call, sitting_id)?;
        }
        let results = results::compute_results(services, call, &sitting.sitting.id)?;
        let percents: Vec<f64> = results
            .rows
            .iter()
            .filter_map(|row| row.rounded.map(|percent| percent.as_f64()))
            .collect();
        let mean = percents.iter().sum::<f64>() / percents.len() as f64;
        Ok((PUPILS - 1, (!percents.is_empty()).then_some(mean)))
    }
}

fn typed(request: &Value) -> Result<CreateAssemblyRun, Failure> {
    serde_json::from_value(request.clone()).map_err(|e| Failure::Internal(e.to_string()))
}

/// One row for each specification.
pub(super) fn shown(kinds: &[KindShown]) -> String {
    let mut table = table(["specification", "tasks", "of", "points", "holds", "mean"]);
    for kind in kinds {
        let sum = |of: fn(&PartShown) -> usize| kind.parts.iter().map(of).sum::<usize>();
        let points: Points = kind.parts.iter().map(|part| part.points).sum();
        let percents = kind.parts.iter().filter_map(|part| part.mean_percent);
        let percents: Vec<f64> = percents.collect();
        let mean = match percents.is_empty() {
            true => "–".to_owned(),
            false => format!(
                "{:.0} %",
                percents.iter().sum::<f64>() / percents.len() as f64
            ),
        };
        table.add_row([
            kind.specification.clone(),
            sum(|part| part.tasks).to_string(),
            if kind.generated {
                "generated"
            } else {
                "library"
            }
            .to_owned(),
            points.to_string(),
            format!(
                "{}/{}",
                sum(|part| part.holding),
                sum(|part| part.constraints)
            ),
            mean,
        ]);
    }
    table.to_string()
}
