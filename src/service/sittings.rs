//! Sittings: a locked form, a class, a day. States of attempts: who was there.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::classes::{SCHOOL_PERMISSIONS, school_rules, seen_class};
use super::organisations::path_of;
use super::sitting_form::SittingForm;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::{Language, Minutes};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::document::Languages;
use crate::store::classes::{ClassRow, members};
use crate::store::grading_policies::{self, GradingPolicyRow};
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

/// States of attempt parts, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAttemptStates {
    /// The states.
    #[schemars(length(min = 1))]
    pub rows: Vec<StateEntry>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// The state of one attempt part.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateEntry {
    /// Candidate code.
    pub candidate: String,
    /// Number of the attempt part; every part when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub part: Option<i32>,
    /// Who was there.
    pub state: EnteredState,
    /// Why absent with a valid reason, or void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 400))]
    pub reason: Option<String>,
    /// Minutes added (accommodation); unchanged when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 600))]
    pub extra_min: Option<u16>,
}

/// States that are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["present", "absent_valid", "absent", "void"]))]
pub enum EnteredState {
    /// Written.
    Present,
    /// Absent with a valid reason: temporarily not assessed.
    AbsentValid,
    /// Absent.
    Absent,
    /// Declared void.
    Void,
}

impl EnteredState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::AbsentValid => "absent_valid",
            Self::Absent => "absent",
            Self::Void => "void",
        }
    }

    const fn needs_reason(self) -> bool {
        matches!(self, Self::AbsentValid | Self::Void)
    }
}

/// Plans a sitting of a locked form by a class: an attempt for every member.
pub fn create_sitting(
    services: &Services,
    call: &Call,
    input: CreateSitting,
) -> Answer<SittingDetail> {
    services.write(call, "create_sitting", |unit| {
        let (class, path) = class_of(unit.c, call, &input.class_id)?;
        let form = seen_form(unit.c, call, &input.form_id, &path)?;
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
        let (Some(language), Some(policy)) = (language, policy.filter(|_| findings.is_empty()))
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
        detail_of(unit.c, sitting)
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

fn class_of(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(ClassRow, String)> {
    seen_class(c, call, id).map_err(|refusal| match refusal {
        Refusal::NotFound { .. } => unknown("/class_id", id),
        other => other,
    })
}

fn unknown(pointer: &str, value: &str) -> Refusal {
    Refusal::invalid(Finding::error("reference_unknown", pointer).with("value", value))
}

/// The form, where the caller may know of it: a locked one of the school's own organisation or of one
/// above it unless secure, or one the caller reads where it belongs.
fn seen_form(
    c: &mut AnyConnection,
    call: &Call,
    form_id: &str,
    school_path: &str,
) -> Answer<SatForm> {
    let form = rows::form(c, form_id)?.ok_or_else(|| unknown("/form_id", form_id))?;
    let object = Object::of(&form.owner_path).subject(&form.subject);
    let staff =
        call.may(Permission::AssembleForms, &object) || call.may(Permission::LockForms, &object);
    let reader = call.may(Permission::ReadForms, &object)
        || (school_path.starts_with(&form.owner_path) && form.access != "secure");
    if staff || (reader && form.state != "draft") {
        Ok(form)
    } else {
        Err(unknown("/form_id", form_id))
    }
}

/// The language of the sitting, and everything about class, day and language that does not fit the form.
fn fitting(
    input: &CreateSitting,
    class: &ClassRow,
    form: &SittingForm,
) -> (Option<Language>, Vec<Finding>) {
    let mut findings = Vec::new();
    if NaiveDate::parse_from_str(&input.held_on, "%Y-%m-%d").is_err() {
        let finding = Finding::error("date_unknown", "/held_on");
        findings.push(finding.with("value", input.held_on.as_str()));
    }
    let specification = &form.specification;
    if let Some(grade) = specification.grade
        && i32::from(grade) != class.grade
    {
        let finding = Finding::error("class_grade_unfit", "/class_id");
        findings.push(finding.with("grade", class.grade).with("needed", grade));
    }
    let instruction = &specification.languages.instruction;
    if !instruction.iter().any(|l| l.as_str() == class.language) {
        let finding = Finding::error("class_language_unfit", "/class_id");
        findings.push(
            finding
                .with("language", class.language.as_str())
                .with("needed", listed(instruction)),
        );
    }
    let offered = &form.document.languages;
    let own = offered.iter().find(|l| l.as_str() == class.language);
    let language = match (&input.language, offered.as_slice()) {
        (Some(language), _) => Some(language.clone()),
        (None, [only]) => Some(only.clone()),
        (None, _) => own.cloned(),
    };
    let same = specification.languages.test == Languages::SAME;
    let fits = language.as_ref().is_some_and(|language| {
        offered.contains(language) && (!same || language.as_str() == class.language)
    });
    if !fits {
        let finding = Finding::error("sitting_language_unfit", "/language");
        let needed = if same {
            own.map_or(String::new(), Language::to_string)
        } else {
            listed(offered)
        };
        findings.push(
            finding
                .with("language", language.as_ref().map_or("", Language::as_str))
                .with("offered", listed(offered))
                .with("needed", needed),
        );
    }
    (language, findings)
}

fn listed(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::as_str).collect();
    codes.join(", ")
}

fn pinned_policy(
    c: &mut AnyConnection,
    input: &CreateSitting,
    form: &SittingForm,
    school_path: &str,
    findings: &mut Vec<Finding>,
) -> Answer<Option<GradingPolicyRow>> {
    let code = input
        .policy
        .clone()
        .or_else(|| form.specification.grading_policy.clone());
    let Some(code) = code else {
        findings.push(Finding::error("missing_field", "/policy").with("name", "policy"));
        return Ok(None);
    };
    let found = policy_for(c, school_path, &code, input.policy_version)?;
    if found.is_none() {
        let finding = Finding::error("reference_unknown", "/policy");
        findings.push(finding.with("value", code));
    }
    Ok(found)
}

/// The policy a school works under: published by the school or above it, the nearest owner first, then
/// the newest version.
pub(super) fn policy_for(
    c: &mut AnyConnection,
    school_path: &str,
    code: &str,
    version: Option<u32>,
) -> Answer<Option<GradingPolicyRow>> {
    let editions = grading_policies::editions(c, code)?.into_iter();
    let wanted = version.map(|version| i32::try_from(version).unwrap_or(i32::MAX));
    Ok(editions
        .filter(|(path, _)| school_path.starts_with(path.as_str()))
        .filter(|(_, row)| wanted.is_none_or(|version| row.version == version))
        .max_by_key(|(path, row)| (path.len(), row.version))
        .map(|(_, row)| row))
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

/// Records who was there.
pub fn set_attempt_states(
    services: &Services,
    call: &Call,
    id: &str,
    input: SetAttemptStates,
) -> Answer<BulkAnswer> {
    services.write(call, "set_attempt_states", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::ManageSittings)?;
        let attempts = attempts_by_code(unit.c, &sitting)?;
        let parts = rows::parts_of(unit.c, sitting.sitting_no)?;
        let chosen = check_states(&input.rows, &attempts, &parts, &mut checked);
        checked.settle(input.mode)?;
        for row in checked.kept() {
            let entry = &input.rows[row];
            for part in &chosen[row] {
                let minutes = entry.extra_min.map(|m| Minutes::whole(i64::from(m)).0);
                let changed = AttemptPartRow {
                    state: entry.state.as_str().to_owned(),
                    reason: entry.reason.clone().unwrap_or_default(),
                    extra_min: minutes.unwrap_or(part.extra_min),
                    updated_at: unit.now,
                    ..(*part).clone()
                };
                rows::set_part(unit.c, &changed)?;
            }
        }
        audit_bulk(
            unit,
            &sitting,
            "states",
            input.rows.len(),
            &content_hash(&input.rows),
        )?;
        Ok(checked.answer())
    })
}

/// The parts each row is about; a row may name a part once.
fn check_states<'a>(
    entries: &[StateEntry],
    attempts: &BTreeMap<String, AttemptRow>,
    parts: &'a [AttemptPartRow],
    checked: &mut Rows,
) -> Vec<Vec<&'a AttemptPartRow>> {
    let mut seen: BTreeMap<(i64, i32), usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        let mut own: Vec<&AttemptPartRow> = Vec::new();
        match attempts.get(&entry.candidate) {
            None => checked.find(row, unknown_candidate(&entry.candidate)),
            Some(attempt) => {
                let fits = |p: &&AttemptPartRow| {
                    p.attempt_no == attempt.attempt_no && entry.part.is_none_or(|n| n == p.part_no)
                };
                own = parts.iter().filter(fits).collect();
                if own.is_empty() {
                    let finding = Finding::error("attempt_part_unknown", "/part");
                    checked.find(row, finding.with("part", entry.part.unwrap_or(0)));
                }
            }
        }
        let twice = own
            .iter()
            .filter_map(|part| seen.insert((part.attempt_no, part.part_no), row))
            .next();
        if let Some(first) = twice {
            let finding = Finding::error("row_twice", "/candidate");
            checked.find(
                row,
                finding
                    .with("what", entry.candidate.as_str())
                    .with("first", first),
            );
        }
        let given = entry
            .reason
            .as_deref()
            .is_some_and(|text| !text.trim().is_empty());
        if entry.state.needs_reason() && !given {
            let finding = Finding::error("reason_missing", "/reason");
            checked.find(row, finding.with("what", entry.state.as_str()));
        }
        chosen.push(own);
    }
    chosen
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

/// Nobody has recorded whether the candidate was there.
pub(super) fn state_missing(pointer: &str, candidate: Option<&String>, part: i32) -> Finding {
    Finding::error("attempt_state_missing", pointer)
        .with("candidate", candidate.map_or("", String::as_str))
        .with("part", part)
}

/// No such candidate in this sitting.
pub(super) fn unknown_candidate(code: &str) -> Finding {
    Finding::error("candidate_unknown", "/candidate").with("candidate", code)
}

/// One audit row of a bulk call: count and hash.
pub(super) fn audit_bulk(
    unit: &mut Unit<'_>,
    sitting: &SittingRow,
    what: &str,
    count: usize,
    hash: &str,
) -> Answer<()> {
    let detail = json!({"what": what, "rows": count, "hash": hash});
    unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)
}

/// The sitting and its school's path; unknown to callers without business there in its subject.
pub(super) fn seen_sitting(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(SittingRow, String)> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("sitting"))?;
    let path = path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    if SCHOOL_PERMISSIONS.iter().any(|p| call.may(*p, &object)) {
        Ok((row, path))
    } else {
        Err(Refusal::not_found("sitting"))
    }
}

/// The sitting, where the caller has the permission on it.
pub(super) fn sitting_for(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    permission: Permission,
) -> Answer<SittingRow> {
    let (row, path) = seen_sitting(c, call, id)?;
    let object = Object::of(&path)
        .subject(&row.subject)
        .language(&row.language);
    call.require(permission, &object)?;
    Ok(row)
}

/// The sitting, held until the unit ends, where it is open and the caller has the permission on it.
pub(super) fn open_sitting(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    permission: Permission,
) -> Answer<SittingRow> {
    let row = sitting_for(c, call, id, permission)?;
    match rows::take_marks(c, row.sitting_no, 0)? {
        Some(next_mark_no) => Ok(SittingRow {
            next_mark_no,
            ..row
        }),
        None => Err(Refusal::conflict(Finding::error("sitting_closed", ""))),
    }
}

/// The sitting's locked form.
pub(super) fn form_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<(SatForm, SittingForm)> {
    let form = rows::form(c, &sitting.form_id)?
        .ok_or_else(|| Refusal::Internal(format!("form {} is gone", sitting.form_id)))?;
    let read = SittingForm::of(&form)?;
    Ok((form, read))
}

/// Attempts of a sitting by candidate code.
pub(super) fn attempts_by_code(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<BTreeMap<String, AttemptRow>> {
    let attempts = rows::attempts_of(c, sitting.sitting_no)?;
    Ok(attempts
        .into_iter()
        .map(|(row, code)| (code, row))
        .collect())
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
