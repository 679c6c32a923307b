//! Classes of a school and their candidates. Candidates are pseudonymous codes; names are `names.rs`'s.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::organisations::{path_of, taken};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::Language;
use crate::document::content_hash;
use crate::identity::{Object, Permission, ScopeRule};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::classes::{self as rows, CandidateRow, ClassRow, MemberRow};

/// Any of these shows a school's classes and sittings; what may be done there is each use case's.
pub(super) const SCHOOL_PERMISSIONS: [Permission; 5] = [
    Permission::ManageSittings,
    Permission::WriteResponses,
    Permission::WriteMarks,
    Permission::WriteJournal,
    Permission::ReadResults,
];

/// A new class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateClass {
    /// The school; the caller's own organisation when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
    /// What the school calls it (`7А`), unique in a school year.
    #[schemars(length(min = 1, max = 40))]
    pub code: String,
    /// Grade.
    #[schemars(range(min = 0, max = 13))]
    pub grade: u8,
    /// Language of instruction.
    pub language: Language,
    /// School year (`2026-27`).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: String,
}

/// A class as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Class {
    /// UUID.
    pub id: String,
    /// The school.
    pub org_id: String,
    /// What the school calls it.
    pub code: String,
    /// Grade.
    pub grade: u8,
    /// Language of instruction.
    pub language: String,
    /// School year.
    pub academic_year: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Candidates of a class, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddCandidates {
    /// The candidates.
    #[schemars(length(min = 1))]
    pub rows: Vec<CandidateEntry>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One candidate.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateEntry {
    /// Pseudonymous code, unique in the school: never a name, never a national number.
    #[schemars(length(min = 1, max = 40))]
    pub code: String,
    /// Special educational needs.
    #[serde(default)]
    pub sen: bool,
}

/// A candidate as shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// UUID.
    pub id: String,
    /// Pseudonymous code.
    pub code: String,
    /// Special educational needs.
    pub sen: bool,
}

/// Adds a class to a school.
pub fn create_class(services: &Services, call: &Call, input: CreateClass) -> Answer<Class> {
    services.write(call, "create_class", |unit| {
        let org_id = input.org_id.as_deref().unwrap_or(&call.actor.home_org);
        let unknown = || {
            Refusal::invalid(Finding::error("reference_unknown", "/org_id").with("value", org_id))
        };
        let school = crate::store::organisations::by_id(unit.c, org_id)?
            .filter(|o| sees_school(call, &o.path) || input.org_id.is_none())
            .ok_or_else(unknown)?;
        call.require(Permission::ManageSittings, &Object::of(&school.path))?;
        let row = ClassRow {
            id: unit.new_id(),
            owner_org: school.id,
            code: input.code.clone(),
            grade: i32::from(input.grade),
            language: input.language.to_string(),
            academic_year: input.academic_year.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/code", &input.code))?;
        unit.audit(&row.owner_org, "class", &row.id, json!({"code": row.code}))?;
        Ok(view(row))
    })
}

/// One class the caller sees.
pub fn read_class(services: &Services, call: &Call, id: &str) -> Answer<Class> {
    services.read(|c| Ok(view(seen_class(c, call, id)?.0)))
}

/// Classes of the schools where the caller works with sittings, by id.
pub fn list_classes(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<Class>> {
    let limit = request.limit(&services.limits);
    let rules = school_rules(call);
    let rows = services.read(|c| Ok(rows::list(c, &rules, &request.after()?, limit + 1)?))?;
    Ok(page::page(rows, limit, |row| row.id.clone(), view))
}

/// Candidates of a class, by code.
pub fn list_candidates(
    services: &Services,
    call: &Call,
    class_id: &str,
    request: &PageRequest,
) -> Answer<Page<Candidate>> {
    let limit = request.limit(&services.limits);
    let rows = services.read(|c| {
        let (class, _) = seen_class(c, call, class_id)?;
        Ok(rows::members_page(
            c,
            &class.id,
            &request.after()?,
            limit + 1,
        )?)
    })?;
    Ok(page::page(rows, limit, |row| row.code.clone(), candidate))
}

/// Adds candidates to a class; those the school knows by their code become members, others are made.
pub fn add_candidates(
    services: &Services,
    call: &Call,
    class_id: &str,
    input: AddCandidates,
) -> Answer<BulkAnswer> {
    services.write(call, "add_candidates", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let (class, path) = seen_class(unit.c, call, class_id)?;
        call.require(Permission::ManageSittings, &Object::of(&path))?;
        rows::hold(unit.c, &class.id)?;
        let codes: Vec<&str> = input.rows.iter().map(|row| row.code.as_str()).collect();
        let known: BTreeMap<String, CandidateRow> =
            rows::by_codes(unit.c, &class.owner_org, &codes)?
                .into_iter()
                .map(|row| (row.code.clone(), row))
                .collect();
        let members = rows::members(unit.c, &class.id)?;
        let members: BTreeSet<&str> = members.iter().map(|row| row.code.as_str()).collect();
        check_candidates(&input.rows, &members, &known, &mut checked);
        checked.settle(input.mode)?;
        let (mut made, mut joined) = (Vec::new(), Vec::new());
        for row in checked.kept() {
            let entry = &input.rows[row];
            let candidate_id = match known.get(&entry.code) {
                Some(known) => known.id.clone(),
                None => {
                    let id = unit.new_id();
                    made.push(CandidateRow {
                        id: id.clone(),
                        owner_org: class.owner_org.clone(),
                        code: entry.code.clone(),
                        sen: entry.sen,
                        created_at: unit.now,
                    });
                    id
                }
            };
            checked.made(row, &candidate_id);
            joined.push(MemberRow {
                class_id: class.id.clone(),
                candidate_id,
            });
        }
        rows::insert_candidates(unit.c, &made).map_err(|e| taken(e, "/rows", "code"))?;
        rows::insert_members(unit.c, &joined)?;
        let detail = json!({"members": joined.len(), "hash": content_hash(&codes)});
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(checked.answer())
    })
}

fn check_candidates(
    entries: &[CandidateEntry],
    members: &BTreeSet<&str>,
    known: &BTreeMap<String, CandidateRow>,
    checked: &mut Rows,
) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, entry) in entries.iter().enumerate() {
        let code = entry.code.as_str();
        if !is_pseudonym(code) {
            let finding = Finding::error("candidate_code_form", "/code");
            checked.find(row, finding.with("code", code));
        }
        if let Some(first) = seen.insert(code, row) {
            let finding = Finding::error("row_twice", "/code");
            checked.find(row, finding.with("what", code).with("first", first));
        }
        if members.contains(code) {
            let finding = Finding::error("candidate_in_class", "/code");
            checked.contradict(row, finding.with("code", code));
        } else if known.get(code).is_some_and(|known| known.sen != entry.sen) {
            let finding = Finding::error("candidate_differs", "/sen");
            checked.contradict(row, finding.with("code", code));
        }
    }
}

/// Letters, digits, `.`, `_`, `-`, with at least one digit and fewer than twelve in a row: not a name
/// and not a national identification number.
pub(super) fn is_pseudonym(code: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let digits = code.chars().filter(char::is_ascii_digit).count();
    let number = code.len() == 12 && digits == 12;
    digits > 0 && !number && code.chars().all(allowed)
}

/// The class and its school's path; unknown to callers without any business in that school.
pub(super) fn seen_class(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(ClassRow, String)> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("class"))?;
    let path = path_of(c, &row.owner_org)?;
    if sees_school(call, &path) {
        Ok((row, path))
    } else {
        Err(Refusal::not_found("class"))
    }
}

/// True where some school permission of the caller, of whatever subject, covers the path.
pub(super) fn sees_school(call: &Call, path: &str) -> bool {
    school_rules(call)
        .iter()
        .any(|rule| path.starts_with(&rule.path_prefix))
}

/// Where the caller has business with classes and sittings.
pub(super) fn school_rules(call: &Call) -> Vec<ScopeRule> {
    let mut rules: Vec<ScopeRule> = Vec::new();
    for permission in SCHOOL_PERMISSIONS {
        for grant in call.actor.grants_with(permission) {
            let rule = ScopeRule {
                path_prefix: grant.org_path.clone(),
                subject: grant.subject.clone(),
            };
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    rules
}

fn view(row: ClassRow) -> Class {
    Class {
        id: row.id,
        org_id: row.owner_org,
        code: row.code,
        grade: u8::try_from(row.grade).unwrap_or_default(),
        language: row.language,
        academic_year: row.academic_year,
        created_at: row.created_at.and_utc(),
    }
}

fn candidate(row: CandidateRow) -> Candidate {
    Candidate {
        id: row.id,
        code: row.code,
        sen: row.sen,
    }
}
