//! Sittings: a locked form, a class, a day; an attempt for every pupil.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::school_rules;
use super::marking_desk::unfinished;
use super::participation::{participation_of, too_few};
use super::resits::resit_unfit;
use super::retries::retry_unfit;
use super::sitting_access::{attempts_by_code, open_sitting, seen_sitting, state_missing};
use super::sitting_accommodations::{Given, given};
use super::sitting_check::{class_of, fitting, form_of, people_of, pinned_policy};
use super::sitting_conduct::limits_broken;
use super::sitting_form::SittingForm;
use super::sitting_parts::{PartPlan, days_of, parts_of_new};
use super::sitting_view::{Sitting, SittingDetail, detail_of, view};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::Language;
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::specification::document::SpecificationDocument;
use crate::specification::policy::GradingPolicyDocument;
use crate::store::classes::{CandidateRow, ClassRow};
use crate::store::sitting_parts::{self, SittingPartRow};
use crate::store::sittings::{self as rows, AttemptPartRow, AttemptRow, SatForm, SittingRow};
use crate::store::{AnyConnection, failure};

/// How a test is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["paper", "online", "distance"]))]
pub enum SittingMode {
    /// On paper.
    #[default]
    Paper,
    /// On screens in the school.
    Online,
    /// From home.
    Distance,
}

impl SittingMode {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Online => "online",
            Self::Distance => "distance",
        }
    }
}

/// A new sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSitting {
    /// The locked form.
    pub form_id: String,
    /// The class.
    pub class_id: String,
    /// Code of the grading policy; the specification's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Version of the policy; the newest when absent. The sitting keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub policy_version: Option<u32>,
    /// Language of the form; the class's where the form has it, else the form's only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How it is taken.
    #[serde(default)]
    pub mode: SittingMode,
    /// The day (ISO date).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub held_on: String,
    /// Parts with a day of their own (speaking); the others are sat on the day of the sitting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartPlan>,
    /// Codes of those of the class who sit it; the whole class when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub candidates: Option<Vec<String>>,
}

/// Plans a sitting of a locked form by a class, or by some of it: an attempt for each, with the
/// accommodations that hold on its days. A day that breaks a limit of conduct is refused or remarked, as
/// the limit says; a second try is made of what the specification says.
pub fn create_sitting(
    services: &Services,
    call: &Call,
    input: CreateSitting,
) -> Answer<SittingDetail> {
    services.write(call, "create_sitting", |unit| {
        let mut checked = checked(unit.c, call, &input)?;
        rows::hold_numbering(unit.c)?;
        let sitting_no = rows::next_no(unit.c)?;
        let sitting = checked.sitting(sitting_no, unit);
        rows::insert(unit.c, &sitting)?;
        for part in &mut checked.parts {
            part.sitting_no = sitting_no;
        }
        sitting_parts::insert(unit.c, &checked.parts)?;
        let (attempts, attempt_parts) = checked.attempts(unit);
        rows::insert_attempts(unit.c, &attempts, &attempt_parts)?;
        let (form, class) = (&sitting.form_id, &sitting.class_id);
        let detail = json!({"form": form, "class": class, "attempts": attempts.len()});
        unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)?;
        Ok(SittingDetail {
            findings: checked.findings,
            ..detail_of(unit.c, call, sitting)?
        })
    })
}

/// A sitting that may be planned.
struct Checked {
    class: ClassRow,
    form: SatForm,
    specification: SpecificationDocument,
    language: Language,
    policy_id: String,
    people: Vec<CandidateRow>,
    parts: Vec<SittingPartRow>,
    given: BTreeMap<String, Given>,
    /// What is only remarked.
    findings: Vec<Finding>,
}

fn checked(c: &mut AnyConnection, call: &Call, input: &CreateSitting) -> Answer<Checked> {
    let (class, path) = class_of(c, call, &input.class_id)?;
    let form = form_of(c, call, &input.form_id)?;
    let object = Object::of(&path).subject(&form.subject);
    call.require(Permission::ManageSittings, &object)?;
    if form.state != "locked" {
        let finding = Finding::error("form_not_locked", "/form_id");
        let finding = finding.with("state", form.state.as_str());
        return Err(Refusal::conflict(finding));
    }
    let read = SittingForm::of(&form)?;
    let (language, mut findings) = fitting(input, &class, &read);
    let policy = pinned_policy(c, input, &read, &path, &mut findings)?;
    let (people, strangers) = people_of(c, &class, input.candidates.as_deref())?;
    findings.extend(strangers);
    let day = (input.held_on.as_str(), input.mode);
    let (parts, unfit) = parts_of_new(&read, day, &input.parts);
    findings.extend(unfit);
    let days = days_of(&input.parts, &parts, Some(""));
    let about = (&read.specification, form.subject.as_str());
    findings.extend(limits_broken(c, (&class, &path), about, (&days, None))?);
    let about = (&read.specification, parts.as_slice());
    let (given, not_offered) = given(c, (&class.id, &path), about, &people)?;
    findings.extend(not_offered);
    findings.extend(retry_unfit(c, &form.id, &read, &people)?);
    if let Some(policy) = &policy {
        let document: GradingPolicyDocument = failure::read_json(&policy.document)?;
        let about = (read.specification.kind.as_str(), form.subject.as_str());
        let unfit = resit_unfit(c, (&class, &path), &document, about, &people)?;
        findings.extend(unfit);
    }
    match (language, policy.filter(|_| !refuses(&findings))) {
        (Some(language), Some(policy)) => Ok(Checked {
            specification: read.specification,
            policy_id: policy.id,
            class,
            form,
            language,
            people,
            parts,
            given,
            findings,
        }),
        _ => Err(Refusal::Invalid(findings)),
    }
}

impl Checked {
    fn sitting(&self, sitting_no: i64, unit: &Unit<'_>) -> SittingRow {
        let first = self.parts.first();
        SittingRow {
            sitting_no,
            id: unit.new_id(),
            owner_org: self.class.owner_org.clone(),
            form_id: self.form.id.clone(),
            class_id: self.class.id.clone(),
            policy_id: self.policy_id.clone(),
            language: self.language.to_string(),
            mode: first.map_or("", |first| &first.mode).to_owned(),
            held_on: first.map_or("", |first| &first.held_on).to_owned(),
            subject: self.form.subject.clone(),
            kind: self.specification.kind.clone(),
            term: i32::from(self.specification.term.unwrap_or(0)),
            academic_year: self.class.academic_year.clone(),
            state: "open".into(),
            next_attempt_no: self.people.len() as i64 + 1,
            next_mark_no: 1,
            revision: 1,
            created_by: unit.call.actor.user_id.clone(),
            created_at: unit.now,
        }
    }

    fn attempts(&self, unit: &Unit<'_>) -> (Vec<AttemptRow>, Vec<AttemptPartRow>) {
        planned(&self.people, &self.parts, &self.given, unit)
    }
}

fn planned(
    people: &[CandidateRow],
    parts: &[SittingPartRow],
    given: &BTreeMap<String, Given>,
    unit: &Unit<'_>,
) -> (Vec<AttemptRow>, Vec<AttemptPartRow>) {
    let sitting_no = parts.first().map_or(0, |part| part.sitting_no);
    let list = |person: &CandidateRow| given.get(&person.id).map_or(&[][..], |given| &given.list);
    let attempt = |(at, person): (usize, &CandidateRow)| AttemptRow {
        sitting_no,
        attempt_no: at as i64 + 1,
        candidate_id: person.id.clone(),
        created_at: unit.now,
        accommodations: failure::write_json(&list(person)),
    };
    let attempts: Vec<AttemptRow> = people.iter().enumerate().map(attempt).collect();
    let part = |attempt: &AttemptRow, part: &SittingPartRow| AttemptPartRow {
        sitting_no,
        attempt_no: attempt.attempt_no,
        part_no: part.part_no,
        sections: part.sections.clone(),
        state: "planned".into(),
        reason: String::new(),
        extra_min: given
            .get(&attempt.candidate_id)
            .map_or(0, |given| given.minutes(part.part_no)),
        revision: 1,
        updated_at: unit.now,
        held_on: String::new(),
    };
    let each = attempts.iter();
    let attempt_parts = each
        .flat_map(|attempt| parts.iter().map(move |own| part(attempt, own)))
        .collect();
    (attempts, attempt_parts)
}

/// One sitting with its attempts.
pub fn read_sitting(services: &Services, call: &Call, id: &str) -> Answer<SittingDetail> {
    services.read(|c| {
        let (sitting, _) = seen_sitting(c, call, id)?;
        detail_of(c, call, sitting)
    })
}

/// Sittings of the schools where the caller works with them, by id.
pub fn list_sittings(
    services: &Services,
    call: &Call,
    class_id: Option<&str>,
    request: &PageRequest,
) -> Answer<Page<Sitting>> {
    let limit = request.limit(&services.limits);
    let rules = school_rules(call);
    let rows = services.read(|c| {
        Ok(rows::list(
            c,
            &rules,
            class_id,
            &request.after()?,
            limit + 1,
        )?)
    })?;
    Ok(page::page(rows, limit, |row| row.id.clone(), view))
}

/// Closes a sitting: nothing is entered any more, results can still be computed; marks change by moderation
/// only. Refused while it is not known of somebody whether he or she was there, or something that a marking
/// plan gives to markers is not settled; it is remarked where fewer took part than the specification
/// asks for.
pub fn close_sitting(services: &Services, call: &Call, id: &str) -> Answer<SittingDetail> {
    services.write(call, "close_sitting", |unit| {
        let sitting = open_sitting(unit.c, call, id, Permission::ManageSittings)?;
        let codes: BTreeMap<i64, String> = attempts_by_code(unit.c, &sitting)?
            .into_iter()
            .map(|(code, attempt)| (attempt.attempt_no, code))
            .collect();
        let parts = rows::parts_of(unit.c, sitting.sitting_no)?;
        let planned: Vec<Finding> = parts
            .iter()
            .filter(|part| part.state == "planned")
            .map(|part| state_missing("", codes.get(&part.attempt_no), part.part_no))
            .collect();
        if !planned.is_empty() {
            return Err(Refusal::Conflict(planned));
        }
        if let Some(finding) = unfinished(unit.c, &sitting)? {
            return Err(Refusal::conflict(finding));
        }
        let remark = participation_of(unit.c, &sitting)?.and_then(too_few);
        rows::close(unit.c, sitting.sitting_no)?;
        unit.audit(
            &sitting.owner_org,
            "sitting",
            &sitting.id,
            json!({"state": "closed"}),
        )?;
        let closed = SittingRow {
            state: "closed".into(),
            ..sitting
        };
        Ok(SittingDetail {
            findings: remark.into_iter().collect(),
            ..detail_of(unit.c, call, closed)?
        })
    })
}
