//! What waits for a reviewer, and where an author's own versions are, with the days they have stood there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::verdicts::AwaitedStage;
use crate::bank::Language;
use crate::bank::content::ItemContent;
use crate::bank::phase::Phase;
use crate::bank::review::attempt::AttemptNumber;
use crate::bank::review::giving::awaited_of;
use crate::bank::work::queue::{Waiting, queue};
use crate::bank::workflow::facts::{Facts, VariantFact};
use crate::identity::{Object, Permission, ScopeRule, Shareable, Shared, scope};
use crate::language::finding::Finding;
use crate::service::item_view::{language_of, phase_of};
use crate::service::page::seal_cursor;
use crate::service::workflow::{
    Followed, Standing, attempt_of, chain, facts_of, number_of, verdict_of,
};
use crate::service::zone::{day_in, zone_of};
use crate::service::{Answer, Call, Page, PageRequest, Refusal, Services};
use crate::store::items::VersionRow;
use crate::store::reviews::{self, AttemptRow};
use crate::store::work_queues::{self as rows, After, Queued};
use crate::store::{AnyConnection, failure};

/// Versions that are looked at together.
const BATCH: i64 = 200;

/// Phases in which an author's version is on its way.
const ON_ITS_WAY: [&str; 5] = ["draft", "review", "approved", "pilot", "suspended"];

/// A place in a queue.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QueuedItem {
    /// UUID of the item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// Version.
    pub number: i32,
    /// Subject code.
    pub subject: String,
    /// State of the version.
    pub state: String,
    /// Its title by language.
    pub title: BTreeMap<Language, String>,
    /// Its phase.
    pub phase: Phase,
    /// Last attempt of the item; absent before the first submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<AttemptNumber>,
    /// When the version came to its state.
    pub since: DateTime<Utc>,
    /// Whole days in the state.
    pub days_in_state: i64,
    /// Day until which it should have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Days since then; none while it is not overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_days: Option<i64>,
    /// Stages in which the caller's verdict is awaited; in an author's queue none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaited: Vec<AwaitedStage>,
    /// True when it waits for the caller, not for others.
    pub waits_for_me: bool,
}

/// Versions that await a verdict of the caller, those that have waited longest first. Where a workflow without
/// stages holds, every submitted version that the caller may decide about.
pub fn list_review_queue(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<QueuedItem>> {
    call.require_somewhere(Permission::ReadItems)?;
    let wanted = [
        Permission::ReviewItems,
        Permission::WriteStatistics,
        Permission::OperateItems,
    ];
    let grants = wanted.iter().flat_map(|p| call.actor.grants_with(*p));
    let mut rules: Vec<ScopeRule> = Vec::new();
    for grant in grants {
        let rule = ScopeRule {
            path_prefix: grant.org_path.clone(),
            subject: grant.subject.clone(),
        };
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    let phases = ["review", "pilot"];
    walk(services, call, request, true, |c, after| {
        Ok(rows::for_reviewer(
            c, &scope, &rules, &phases, after, BATCH,
        )?)
    })
}

/// Newest versions that the caller began and that are on their way, those that have stood longest first.
pub fn list_author_queue(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<QueuedItem>> {
    call.require_somewhere(Permission::ReadItems)?;
    walk(services, call, request, false, |c, after| {
        let me = &call.actor.user_id;
        Ok(rows::of_author(c, me, &ON_ITS_WAY, after, BATCH)?)
    })
}

/// Looks through versions batch by batch until a page is full.
fn walk(
    services: &Services,
    call: &Call,
    request: &PageRequest,
    reviews: bool,
    batch: impl Fn(&mut AnyConnection, Option<&After>) -> Answer<Vec<Queued>>,
) -> Answer<Page<QueuedItem>> {
    let limit = usize::try_from(request.limit(&services.limits)).unwrap_or(1);
    let mut after = after(&request.after()?)?;
    let now = services.now().naive_utc();
    services.read(|c| {
        let mut known = Known::default();
        let mut items = Vec::new();
        loop {
            let found = batch(c, after.as_ref())?;
            let is_last = found.len() < usize::try_from(BATCH).unwrap_or(0);
            let around = Around::of(c, call, &found)?;
            for one in &found {
                after = Some(After {
                    updated_at: one.2.updated_at,
                    item_id: one.0.id.clone(),
                });
                items.extend(known.place(c, call, one, &around, (reviews, now))?);
                if items.len() == limit {
                    let next = after.as_ref().map(cursor);
                    return Ok(Page { items, next });
                }
            }
            if is_last {
                return Ok(Page { items, next: None });
            }
        }
    })
}

fn cursor(after: &After) -> String {
    seal_cursor(&format!("{}|{}", after.updated_at, after.item_id))
}

fn after(text: &str) -> Answer<Option<After>> {
    if text.is_empty() {
        return Ok(None);
    }
    let forged = || Refusal::Malformed(Finding::error("cursor_forged", "/cursor"));
    let (at, item_id) = text.split_once('|').ok_or_else(forged)?;
    let updated_at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S%.f");
    Ok(Some(After {
        updated_at: updated_at.map_err(|_| forged())?,
        item_id: item_id.to_owned(),
    }))
}

/// What is read for many versions at once.
struct Around {
    attempts: Vec<AttemptRow>,
    verdicts: BTreeMap<String, Vec<reviews::VerdictRow>>,
    variants: Vec<(String, i32, String, String)>,
    written: BTreeSet<String>,
}

impl Around {
    fn of(c: &mut AnyConnection, call: &Call, found: &[Queued]) -> Answer<Self> {
        let ids: Vec<&str> = found.iter().map(|(item, ..)| item.id.as_str()).collect();
        let attempts = rows::attempts(c, &ids)?;
        let mut verdicts: BTreeMap<String, Vec<reviews::VerdictRow>> = BTreeMap::new();
        for row in reviews::verdicts(c, &ids)? {
            verdicts.entry(row.item_id.clone()).or_default().push(row);
        }
        let versions = found.iter().flat_map(|(item, _, version)| {
            let own: Vec<AttemptRow> = of_item(&attempts, &item.id).cloned().collect();
            let numbers = chain(&own, version.number).into_iter();
            numbers.map(|number| format!("{}/{number}", item.id))
        });
        let versions: Vec<String> = versions.collect();
        Ok(Self {
            written: rows::written_by(c, &call.actor.user_id, &versions)?,
            variants: rows::variants(c, &ids)?,
            attempts,
            verdicts,
        })
    }
}

fn of_item<'a>(
    attempts: &'a [AttemptRow],
    item_id: &'a str,
) -> impl Iterator<Item = &'a AttemptRow> {
    attempts.iter().filter(move |a| a.item_id == item_id)
}

/// What many versions of an owner share.
#[derive(Default)]
struct Known {
    workflows: BTreeMap<String, Followed>,
    zones: BTreeMap<String, chrono_tz::Tz>,
}

impl Known {
    /// The place of a version in the queue; none where it does not wait for the caller.
    fn place(
        &mut self,
        c: &mut AnyConnection,
        call: &Call,
        (item, path, version): &Queued,
        around: &Around,
        (reviews, now): (bool, NaiveDateTime),
    ) -> Answer<Option<QueuedItem>> {
        let followed = self.followed(c, path)?;
        let standing = standing(item.id.as_str(), version, followed.clone(), around)?;
        let awaited = match reviews {
            true => awaited(call, path, &item.owner_org, version, &standing),
            false => Some(Vec::new()),
        };
        let Some(awaited) = awaited else {
            return Ok(None);
        };
        let since = match version.sealed {
            true => version.updated_at,
            false => version.created_at,
        };
        let zone = self.zone(c, &item.owner_org)?;
        let waiting = Waiting {
            id: item.id.clone(),
            state: standing.state.clone(),
            people: Vec::new(),
            since: day_in(zone, since),
            due: None,
        };
        let workflow = &followed.document;
        let place = queue(Some(workflow), &[waiting], day_in(zone, now)).pop();
        let state = workflow.state(&standing.state);
        Ok(Some(QueuedItem {
            item_id: item.id.clone(),
            code: item.code.clone(),
            number: version.number,
            subject: version.subject.clone(),
            title: state.map(|state| state.title.clone()).unwrap_or_default(),
            state: standing.state,
            phase: phase_of(&version.phase)?,
            attempt: standing.facts.attempt,
            since: since.and_utc(),
            days_in_state: place.as_ref().map_or(0, |place| place.days_in_state),
            due: place.as_ref().and_then(|place| place.due),
            overdue_days: place.and_then(|place| place.overdue_days),
            awaited,
            waits_for_me: reviews || version.phase == "draft",
        }))
    }

    fn followed(&mut self, c: &mut AnyConnection, path: &str) -> Answer<Followed> {
        if let Some(followed) = self.workflows.get(path) {
            return Ok(followed.clone());
        }
        let followed = Followed::of(c, path)?;
        self.workflows.insert(path.to_owned(), followed.clone());
        Ok(followed)
    }

    fn zone(&mut self, c: &mut AnyConnection, org: &str) -> Answer<chrono_tz::Tz> {
        if let Some(zone) = self.zones.get(org) {
            return Ok(*zone);
        }
        let zone = zone_of(c, org)?;
        self.zones.insert(org.to_owned(), zone);
        Ok(zone)
    }
}

/// What a queue has to know of a version: who wrote it, its attempt, verdicts and languages.
fn standing(
    item_id: &str,
    version: &VersionRow,
    followed: Followed,
    around: &Around,
) -> Answer<Standing> {
    let own: Vec<AttemptRow> = of_item(&around.attempts, item_id).cloned().collect();
    let mut verdicts = Vec::new();
    for row in around.verdicts.get(item_id).into_iter().flatten() {
        if version.phase == "review" || row.created_at >= version.updated_at {
            verdicts.push(verdict_of(row.clone())?);
        }
    }
    let mut variants: Vec<VariantFact> = Vec::new();
    for (id, number, language, state) in &around.variants {
        if id == item_id && *number == version.number {
            let language = language_of(language)?;
            variants.retain(|one| one.language != language);
            variants.push(VariantFact {
                language,
                approved: false,
                stale: state == "stale",
            });
        }
    }
    let wrote = chain(&own, version.number)
        .into_iter()
        .any(|number| around.written.contains(&format!("{item_id}/{number}")));
    let content: ItemContent = failure::read_json(&version.content)?;
    Ok(Standing {
        state: followed.state_of(version)?,
        item: facts_of(&content),
        attempts: own.iter().map(attempt_of).collect::<Answer<_>>()?,
        verdicts: Vec::new(),
        facts: Facts {
            actor_wrote: wrote,
            attempt: own.last().map(number_of),
            verdicts,
            variants,
            ..Facts::default()
        },
        followed,
    })
}

/// Stages that await the caller's verdict; none where nothing does.
fn awaited(
    call: &Call,
    path: &str,
    owner_org: &str,
    version: &VersionRow,
    standing: &Standing,
) -> Option<Vec<AwaitedStage>> {
    let object = Object::of(path).subject(&version.subject).shared(Shared {
        kind: Shareable::Item,
        id: &version.item_id,
        owner_org,
        grades: Some((version.grade_min, version.grade_max)),
        secure: version.access == "secure",
    });
    let workflow = Arc::clone(&standing.followed.document);
    if workflow.stages.is_empty() {
        let decides = version.phase == "review" && call.may(Permission::ReviewItems, &object);
        return (decides && !standing.facts.actor_wrote).then(Vec::new);
    }
    let awaited = awaited_of(&standing.case(&call.actor, &object)).into_iter();
    let awaited: Vec<AwaitedStage> = awaited
        .map(|(stage, language)| AwaitedStage {
            stage: stage.id.clone(),
            language,
        })
        .collect();
    (!awaited.is_empty()).then_some(awaited)
}
