//! Class lists: names for the candidates of a class. What a list says goes into sealed rows and nowhere
//! else; what is told about it names lines, columns, letters and codes, never a name.

mod judge;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::judge::{Deed, Judge, Judged};
use super::bulk::BulkMode;
use super::classes::seen_class;
use super::imports::{LineReport, bytes_of};
use super::organisations::taken;
use super::person_keys::Owner;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::identity::person::Person;
use crate::identity::{Object, Permission};
use crate::interop::class_list::{self, ListEncoding};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::classes::{self as class_rows, CandidateRow, ClassRow, MemberRow};
use crate::store::persons::{self as rows, PersonRow};

/// A class list to bring in.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportClassList {
    /// The table as text: columns code or number, surname, given name, patronymic, date of birth (or
    /// the whole name in one), under headings in Kazakh, Russian or English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Its bytes in base64 instead of `content`: for a file that is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_base64: Option<String>,
    /// Encoding of the bytes.
    #[serde(default)]
    pub encoding: ListEncoding,
    /// Codes where the list has numbers: number 5 is candidate `PREFIX-05`; the code of the class when
    /// absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 36))]
    pub code_prefix: Option<String>,
    /// Candidates whom the class does not have yet become its members.
    #[serde(default)]
    pub add_candidates: bool,
    /// Another name may take the place of the one that is kept (a correction).
    #[serde(default)]
    pub replace: bool,
    /// All rows or none, or each row for itself.
    #[serde(default)]
    pub mode: BulkMode,
    /// Only tell what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

impl std::fmt::Debug for ImportClassList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportClassList")
            .field("mode", &self.mode)
            .field("dry_run", &self.dry_run)
            .finish_non_exhaustive()
    }
}

/// What came of a class list. It holds no name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClassListReport {
    /// Rows read.
    pub rows_read: usize,
    /// Names kept (or that would be).
    pub kept: usize,
    /// Of these, names that took the place of another.
    pub replaced: usize,
    /// Names that were there already.
    pub unchanged: usize,
    /// Rows refused.
    pub rejected: usize,
    /// Candidates who came into the class with the list.
    pub candidates_added: usize,
    /// Nothing was kept.
    pub dry_run: bool,
    /// Remarks on the file as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Finding>,
    /// Rows with findings, by line.
    pub lines: Vec<LineReport>,
}

/// Brings a class list in, in one write.
pub fn import_class_list(
    services: &Services,
    call: &Call,
    class_id: &str,
    input: &ImportClassList,
) -> Answer<ClassListReport> {
    let bytes = bytes_of(input.content.as_deref(), input.content_base64.as_deref())?;
    let list = class_list::read(&bytes, input.encoding, services.now().date_naive());
    let judge = |c: &mut AnyConnection| {
        let class = permitted(c, call, class_id, input)?;
        let list = list.clone().map_err(Refusal::Invalid)?;
        refuse_too_many(list.rows.len(), services)?;
        let judged = Judge::new(services, c, &class, input)?.all(c, &list.rows)?;
        let report = judged.report(input.dry_run, list.warnings);
        Ok::<_, Refusal>((class, judged, report))
    };
    if input.dry_run {
        return Ok(services.read(judge)?.2);
    }
    let call = &services.call_with_blind_key(call)?;
    services.write(call, "import_class_list", |unit| {
        class_rows::hold(unit.c, class_id)?;
        let (class, judged, report) = judge(unit.c)?;
        if input.mode == BulkMode::AllOrNothing {
            judged.refuse_all_for_one()?;
        }
        let added = judged.persist(unit, services, &class)?;
        let report = ClassListReport {
            candidates_added: added,
            ..report
        };
        let detail = json!({
            "names": report.kept, "replaced": report.replaced, "candidates": added,
            "key": services.person_keys.current()?,
        });
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(report)
    })
}

fn permitted(
    c: &mut AnyConnection,
    call: &Call,
    class_id: &str,
    input: &ImportClassList,
) -> Answer<ClassRow> {
    let (class, path) = seen_class(c, call, class_id)?;
    call.require(Permission::ManageNames, &Object::of(&path))?;
    if input.add_candidates {
        call.require(Permission::ManageSittings, &Object::of(&path))?;
    }
    Ok(class)
}

fn refuse_too_many(count: usize, services: &Services) -> Answer<()> {
    let limit = services.limits.bulk_rows;
    if count <= limit {
        return Ok(());
    }
    let finding = Finding::error("bulk_too_many", "/content").with("count", count);
    Err(Refusal::invalid(finding.with("limit", limit)))
}

impl Services {
    /// The call with a keyed hash in the place of the request's: a plain hash of a short list could be
    /// tried out with a list of names.
    pub(super) fn call_with_blind_key(&self, call: &Call) -> Answer<Call> {
        let idempotency = match &call.idempotency {
            Some((key, hash)) => Some((key.clone(), self.person_keys.blind(hash)?)),
            None => None,
        };
        Ok(Call {
            idempotency,
            ..call.clone()
        })
    }
}

impl Judged {
    /// Keeps the right rows; returns how many candidates came into the class.
    fn persist(&self, unit: &mut Unit<'_>, services: &Services, class: &ClassRow) -> Answer<usize> {
        let (mut made, mut joined, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let mut replaced = Vec::new();
        let mut seen = BTreeSet::new();
        for row in self.right() {
            let mut id = row.candidate_id.clone();
            if id.is_empty() {
                id = unit.new_id();
                made.push(CandidateRow {
                    id: id.clone(),
                    owner_org: class.owner_org.clone(),
                    code: row.code.clone(),
                    sen: false,
                    created_at: unit.now,
                });
            }
            if !row.is_member && seen.insert(id.clone()) {
                joined.push(MemberRow {
                    class_id: class.id.clone(),
                    candidate_id: id.clone(),
                });
            }
            let (person, list) = match &row.deed {
                Deed::Nothing => continue,
                Deed::Keep(person) => (person, &mut new),
                Deed::Replace(person) => (person, &mut replaced),
            };
            list.push(sealed_row(unit, services, &class.owner_org, &id, person)?);
        }
        class_rows::insert_candidates(unit.c, &made).map_err(|e| taken(e, "/code", "code"))?;
        class_rows::insert_members(unit.c, &joined)?;
        rows::insert(unit.c, &new)?;
        for row in &replaced {
            rows::replace(unit.c, row)?;
        }
        Ok(joined.len())
    }
}

fn sealed_row(
    unit: &Unit<'_>,
    services: &Services,
    org: &str,
    candidate: &str,
    person: &Person,
) -> Answer<PersonRow> {
    let owner = Owner { org, candidate };
    let (key_id, sealed) = services.person_keys.seal(person, owner)?;
    Ok(PersonRow {
        candidate_id: candidate.to_owned(),
        owner_org: org.to_owned(),
        key_id,
        sealed,
        recorded_by: unit.call.actor.user_id.clone(),
        recorded_at: unit.now,
    })
}
