//! What waits for developers: assignments that were given to them, and drafts they write on; how long it
//! has been in its state, what is overdue, and counts by person. Everybody sees their own; who assigns
//! sees the queue of the organisations and subjects it assigns in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::draft_dues::dues_of;
use super::organisations::path_of;
use super::zone::{day_in, zone_of};
use super::{Answer, Call, Services};
use crate::bank::work::queue::{
    PersonCounts, QueueEntry, Waiting, counts_by_person, overdue, queue, queue_of,
};
use crate::identity::{Object, Permission, ScopeRule, scope};
use crate::store::assignments::{self as assignments, AssignmentRow};
use crate::store::work_drafts::{self as drafts, DraftRow};
use crate::store::{AnyConnection, developers};

/// Entries of an answer, where no limit is asked for.
const USUAL: u32 = 50;

/// Which part of the queue is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueQuery {
    /// True for everybody's where the caller assigns; without it the caller's own.
    #[serde(default)]
    pub all: Option<bool>,
    /// Of everybody's only this user's.
    #[serde(default)]
    pub person: Option<String>,
    /// True for what is overdue only.
    #[serde(default)]
    pub overdue: Option<bool>,
    /// Entries at most; the most urgent come first.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Whose counts are asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountsQuery {
    /// True for everybody's where the caller assigns; without it the caller's own.
    #[serde(default)]
    pub all: Option<bool>,
}

/// A queue on a day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WorkQueue {
    /// The day it is at the caller's organisation.
    pub today: NaiveDate,
    /// How many things wait, shown or not.
    pub waiting: usize,
    /// Of those, overdue.
    pub overdue: usize,
    /// The most urgent first: overdue longest, due first, waiting longest.
    pub entries: Vec<WorkEntry>,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// An assignment that is offered, or accepted and not finished.
    Assignment,
    /// A draft that is not submitted.
    Draft,
}

/// Something that waits.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WorkEntry {
    /// What it is.
    pub kind: WorkKind,
    /// Id of the assignment or the item.
    pub id: String,
    /// Version of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i32>,
    /// Row of the assignment or code of the item.
    pub name: String,
    /// Subject.
    pub subject: String,
    /// Its state.
    pub state: String,
    /// Who it waits for: a user.
    pub person: String,
    /// Items that are awaited; of assignments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<i32>,
    /// Whole days in the state.
    pub days_in_state: i64,
    /// Day it is due; of a draft the day of the assignment that it answers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Days since it was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_days: Option<i64>,
}

/// Counts by person on a day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WorkCounts {
    /// The day it is at the caller's organisation.
    pub today: NaiveDate,
    /// Those for whom something waits, by id.
    pub people: Vec<PersonWork>,
}

/// What waits for one person.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PersonWork {
    /// Who.
    pub user_id: String,
    /// What they log in with.
    pub login: String,
    /// Assignments that are not answered yet.
    pub offered: usize,
    /// Assignments that are accepted.
    pub accepted: usize,
    /// Items of both.
    pub items: i64,
    /// Drafts.
    pub drafts: usize,
    /// Everything that waits.
    pub waiting: usize,
    /// Of that, overdue.
    pub overdue: usize,
    /// The longest that something has waited, in days.
    pub longest_days: i64,
}

/// The caller's queue, or everybody's where the caller assigns.
pub fn read_work_queue(services: &Services, call: &Call, query: &QueueQuery) -> Answer<WorkQueue> {
    let all = query.all.unwrap_or_default() || query.person.is_some();
    let work = Work::read(services, call, all)?;
    let mut entries = work.entries();
    if let Some(person) = &query.person {
        entries = queue_of(&entries, person).into_iter().cloned().collect();
    }
    let late = overdue(&entries);
    let is_late = late.len();
    let limit = query.limit.unwrap_or(USUAL).min(services.limits.page);
    let shown = match query.overdue.unwrap_or_default() {
        true => late,
        false => entries.iter().collect(),
    };
    let shown = shown.into_iter().filter_map(|entry| work.entry(entry));
    Ok(WorkQueue {
        today: work.today,
        waiting: entries.len(),
        overdue: is_late,
        entries: shown.take(usize::try_from(limit).unwrap_or(0)).collect(),
    })
}

/// What waits for each person: the caller, or everybody where the caller assigns.
pub fn count_work(services: &Services, call: &Call, query: &CountsQuery) -> Answer<WorkCounts> {
    let work = Work::read(services, call, query.all.unwrap_or_default())?;
    let entries = work.entries();
    let counts = counts_by_person(&entries);
    let ids: Vec<String> = counts.keys().cloned().collect();
    let logins = services.read(|c| Ok(developers::logins(c, &ids)?))?;
    let logins: BTreeMap<String, String> = logins.into_iter().collect();
    let people = counts.iter().map(|(id, counts)| {
        let login = logins.get(id).cloned().unwrap_or_default();
        work.person(id, login, counts)
    });
    Ok(WorkCounts {
        today: work.today,
        people: people.collect(),
    })
}

/// What waits, by the id it has in the queue.
struct Work {
    today: NaiveDate,
    assignments: BTreeMap<String, AssignmentRow>,
    drafts: BTreeMap<String, DraftRow>,
    waiting: Vec<Waiting>,
}

impl Work {
    fn read(services: &Services, call: &Call, all: bool) -> Answer<Self> {
        if all {
            call.require_somewhere(Permission::AssignItems)?;
        }
        let now = services.now().naive_utc();
        services.read(|c| {
            let zone = zone_of(c, &call.actor.home_org)?;
            let day = |at: NaiveDateTime| day_in(zone, at);
            let (given, written) = match all {
                true => of_all(c, call)?,
                false => (
                    assignments::open_of_developer(c, &call.actor.user_id)?,
                    drafts::of_author(c, &call.actor.user_id)?,
                ),
            };
            let dues = dues_of(c, &given, &written)?;
            let offers = given.iter().map(|row| Waiting {
                id: row.id.clone(),
                state: row.state.clone(),
                people: vec![row.developer.clone()],
                since: day(row.updated_at),
                due: row.due.parse().ok(),
            });
            let texts = written.iter().map(|row| Waiting {
                id: key(row),
                state: row.state.clone(),
                people: vec![row.created_by.clone()],
                since: day(row.created_at),
                due: dues.get(&(row.item_id.clone(), row.number)).copied(),
            });
            Ok(Self {
                today: day(now),
                waiting: offers.chain(texts).collect(),
                assignments: given.into_iter().map(|row| (row.id.clone(), row)).collect(),
                drafts: written.into_iter().map(|row| (key(&row), row)).collect(),
            })
        })
    }

    fn entries(&self) -> Vec<QueueEntry> {
        queue(None, &self.waiting, self.today)
    }

    fn entry(&self, found: &QueueEntry) -> Option<WorkEntry> {
        let entry = |kind, id: &str, person: &str| WorkEntry {
            kind,
            id: id.to_owned(),
            number: None,
            name: String::new(),
            subject: String::new(),
            state: found.state.clone(),
            person: person.to_owned(),
            items: None,
            days_in_state: found.days_in_state,
            due: found.due,
            overdue_days: found.overdue_days,
        };
        if let Some(row) = self.assignments.get(&found.id) {
            return Some(WorkEntry {
                name: row.row_id.clone(),
                subject: row.subject.clone(),
                items: Some(row.items),
                ..entry(WorkKind::Assignment, &row.id, &row.developer)
            });
        }
        let row = self.drafts.get(&found.id)?;
        Some(WorkEntry {
            number: Some(row.number),
            name: row.code.clone(),
            subject: row.subject.clone(),
            ..entry(WorkKind::Draft, &row.item_id, &row.created_by)
        })
    }

    fn person(&self, id: &str, login: String, counts: &PersonCounts) -> PersonWork {
        let theirs = || self.assignments.values().filter(|row| row.developer == id);
        let in_state = |state: &str| theirs().filter(|row| row.state == state).count();
        PersonWork {
            user_id: id.to_owned(),
            login,
            offered: in_state("offered"),
            accepted: in_state("accepted"),
            items: theirs().map(|row| i64::from(row.items)).sum(),
            drafts: self
                .drafts
                .values()
                .filter(|row| row.created_by == id)
                .count(),
            waiting: counts.waiting,
            overdue: counts.overdue,
            longest_days: counts.longest_days,
        }
    }
}

/// What an item's version is called in the queue.
fn key(row: &DraftRow) -> String {
    format!("{}/{}", row.item_id, row.number)
}

/// Everybody's where the caller assigns: assignments of these organisations and subjects, and drafts that
/// the caller may see.
fn of_all(c: &mut AnyConnection, call: &Call) -> Answer<(Vec<AssignmentRow>, Vec<DraftRow>)> {
    let grants: Vec<ScopeRule> = call
        .actor
        .grants_with(Permission::AssignItems)
        .map(|grant| ScopeRule {
            path_prefix: grant.org_path.clone(),
            subject: grant.subject.clone(),
        })
        .collect();
    let mut seen = BTreeSet::new();
    let mut given = Vec::new();
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for rule in &grants {
        for row in assignments::open_below(c, &rule.path_prefix)? {
            let path = match paths.get(&row.owner_org) {
                Some(path) => path.clone(),
                None => path_of(c, &row.owner_org)?,
            };
            paths.insert(row.owner_org.clone(), path.clone());
            let object = Object::of(&path).subject(&row.subject);
            if call.may(Permission::AssignItems, &object) && seen.insert(row.id.clone()) {
                given.push(row);
            }
        }
    }
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    Ok((given, drafts::in_rules(c, &scope, &grants)?))
}
