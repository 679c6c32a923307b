//! Sittings: a locked form, a class, a day; an attempt for every pupil.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::school_rules;
use super::sitting_access::{attempts_by_code, open_sitting, seen_sitting, state_missing};
use super::sitting_check::{class_of, fitting, form_of, pinned_policy};
use super::sitting_conduct::limits_broken;
use super::sitting_form::SittingForm;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::{Language, Minutes};
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::store::classes::members;
use crate::store::grading_policies;
use crate::store::sittings::{self as rows, AttemptPartRow, AttemptRow, SittingRow};
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
    const fn as_str(self) -> &'static str {
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
}

/// A sitting as listed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Sitting {
    /// UUID.
    pub id: String,
    /// The school.
    pub org_id: String,
    /// The form.
    pub form_id: String,
    /// The class.
    pub class_id: String,
    /// Subject code.
    pub subject: String,
    /// Kind of assessment.
    pub kind: String,
    /// Term; absent where the specification has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// School year.
    pub academic_year: String,
    /// Language of the form.
    pub language: String,
    /// How it is taken.
    pub mode: String,
    /// The day.
    pub held_on: String,
    /// `open` or `closed`; nothing is entered into a closed one.
    pub state: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A sitting with its policy and its attempts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingDetail {
    /// The sitting.
    #[serde(flatten)]
    pub sitting: Sitting,
    /// Pinned policy: code.
    pub policy: String,
    /// Pinned policy: version.
    pub policy_version: i32,
    /// Attempts by candidate code.
    pub attempts: Vec<Attempt>,
    /// Limits of conduct that the new sitting breaks and that only warn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// One candidate's attempt.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    /// Candidate code.
    pub candidate: String,
    /// Parts with a sitting of their own.
    pub parts: Vec<AttemptPart>,
}

/// One part of an attempt.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AttemptPart {
    /// Number from 1.
    pub part: i32,
    /// Sections written in it.
    pub sections: Vec<String>,
    /// `planned`, `present`, `absent_valid`, `absent`, `void`.
    pub state: String,
    /// Why absent or void.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Minutes added.
    pub extra_min: Minutes,
}

/// Plans a sitting of a locked form by a class: an attempt for every member. A day that breaks a limit of
/// conduct is refused or remarked, as the limit says.
pub fn create_sitting(
    services: &Services,
    call: &Call,
    input: CreateSitting,
) -> Answer<SittingDetail> {
    services.write(call, "create_sitting", |unit| {
        let (class, path) = class_of(unit.c, call, &input.class_id)?;
        let form = form_of(unit.c, call, &input.form_id)?;
        call.require(
            Permission::ManageSittings,
            &Object::of(&path).subject(&form.subject),
        )?;
        if form.state != "locked" {
            let finding = Finding::error("form_not_locked", "/form_id");
            return Err(Refusal::conflict(
                finding.with("state", form.state.as_str()),
            ));
        }
        let read = SittingForm::of(&form)?;
        let (language, mut findings) = fitting(&input, &class, &read);
        let policy = pinned_policy(unit.c, &input, &read, &path, &mut findings)?;
        let people = members(unit.c, &class.id)?;
        if people.is_empty() {
            findings.push(Finding::error("class_empty", "/class_id"));
        }
        let day = (form.subject.as_str(), input.held_on.as_str());
        findings.extend(limits_broken(
            unit.c,
            (&class, &path),
            &read.specification,
            day,
        )?);
        let (Some(language), Some(policy)) = (language, policy.filter(|_| !refuses(&findings)))
        else {
            return Err(Refusal::Invalid(findings));
        };
        rows::hold_numbering(unit.c)?;
        let sitting = SittingRow {
            sitting_no: rows::next_no(unit.c)?,
            id: unit.new_id(),
            owner_org: class.owner_org.clone(),
            form_id: form.id.clone(),
            class_id: class.id.clone(),
            policy_id: policy.id.clone(),
            language: language.to_string(),
            mode: input.mode.as_str().to_owned(),
            held_on: input.held_on.clone(),
            subject: form.subject.clone(),
            kind: read.specification.kind.clone(),
            term: i32::from(read.specification.term.unwrap_or(0)),
            academic_year: class.academic_year.clone(),
            state: "open".into(),
            next_attempt_no: people.len() as i64 + 1,
            next_mark_no: 1,
            revision: 1,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &sitting)?;
        let candidates: Vec<&str> = people.iter().map(|row| row.id.as_str()).collect();
        let (attempts, parts) = planned(&sitting, &candidates, &read, unit);
        rows::insert_attempts(unit.c, &attempts, &parts)?;
        let detail = json!({"form": form.id, "class": class.id, "attempts": attempts.len()});
        unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)?;
        Ok(SittingDetail {
            findings,
            ..detail_of(unit.c, sitting)?
        })
    })
}

fn planned(
    sitting: &SittingRow,
    candidates: &[&str],
    form: &SittingForm,
    unit: &Unit<'_>,
) -> (Vec<AttemptRow>, Vec<AttemptPartRow>) {
    let sections = form.attempt_parts();
    let attempt = |(at, candidate): (usize, &&str)| AttemptRow {
        sitting_no: sitting.sitting_no,
        attempt_no: at as i64 + 1,
        candidate_id: (*candidate).to_owned(),
        created_at: unit.now,
    };
    let attempts: Vec<AttemptRow> = candidates.iter().enumerate().map(attempt).collect();
    let part = |attempt: &AttemptRow, at: usize, sections: &Vec<String>| AttemptPartRow {
        sitting_no: attempt.sitting_no,
        attempt_no: attempt.attempt_no,
        part_no: i32::try_from(at + 1).unwrap_or(i32::MAX),
        sections: failure::write_json(sections),
        state: "planned".into(),
        reason: String::new(),
        extra_min: 0,
        revision: 1,
        updated_at: unit.now,
    };
    let parts = attempts
        .iter()
        .flat_map(|attempt| {
            let each = sections.iter().enumerate();
            each.map(move |(at, sections)| part(attempt, at, sections))
        })
        .collect();
    (attempts, parts)
}

/// One sitting with its attempts.
pub fn read_sitting(services: &Services, call: &Call, id: &str) -> Answer<SittingDetail> {
    services.read(|c| {
        let (sitting, _) = seen_sitting(c, call, id)?;
        detail_of(c, sitting)
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

/// Closes a sitting: nothing is entered any more, results can still be computed. Refused while it is not
/// known of somebody whether he or she was there.
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
        detail_of(unit.c, closed)
    })
}

fn detail_of(c: &mut AnyConnection, sitting: SittingRow) -> Answer<SittingDetail> {
    let policy = grading_policies::by_id(c, &sitting.policy_id)?
        .ok_or_else(|| Refusal::Internal(format!("policy {} is gone", sitting.policy_id)))?;
    let mut by_attempt: BTreeMap<i64, Vec<AttemptPart>> = BTreeMap::new();
    for part in rows::parts_of(c, sitting.sitting_no)? {
        let shown = AttemptPart {
            part: part.part_no,
            sections: failure::read_json(&part.sections)?,
            state: part.state,
            reason: part.reason,
            extra_min: crate::bank::Hundredths(part.extra_min),
        };
        by_attempt.entry(part.attempt_no).or_default().push(shown);
    }
    let attempts = rows::attempts_of(c, sitting.sitting_no)?
        .into_iter()
        .map(|(row, candidate)| Attempt {
            candidate,
            parts: by_attempt.remove(&row.attempt_no).unwrap_or_default(),
        })
        .collect();
    Ok(SittingDetail {
        sitting: view(sitting),
        policy: policy.code,
        policy_version: policy.version,
        attempts,
        findings: Vec::new(),
    })
}

fn view(row: SittingRow) -> Sitting {
    Sitting {
        id: row.id,
        org_id: row.owner_org,
        form_id: row.form_id,
        class_id: row.class_id,
        subject: row.subject,
        kind: row.kind,
        term: u8::try_from(row.term).ok().filter(|term| *term > 0),
        academic_year: row.academic_year,
        language: row.language,
        mode: row.mode,
        held_on: row.held_on,
        state: row.state,
        created_at: row.created_at.and_utc(),
    }
}
