//! Lists of items: filters by every tag, search by folded words, keyset pages, the feed of changes.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item_query::filter_of;
pub use super::item_query::{Evidence, ItemQuery, ItemSort};
use super::item_view::phase_of;
use super::review::sight::refuse_other_author;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::Points;
use crate::bank::phase::Phase;
use crate::identity::{Permission, scope};
use crate::language::finding::Finding;
use crate::store::item_lists::{
    self as rows, After, ItemFilter, ListedRow, ListedVersion, Order, Part,
};
use crate::store::{AnyConnection, item_statistics};

/// An item in a list: what it is, not what it says.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ListedItem {
    /// UUID of the item.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Version.
    pub number: i32,
    /// Phase of the version.
    pub phase: Phase,
    /// Workflow state, for people.
    pub state: String,
    /// True for the newest version of the item.
    pub latest: bool,
    /// Row revision.
    pub revision: i32,
    /// Task type.
    #[serde(rename = "type")]
    pub item_type: String,
    /// Purpose.
    pub purpose: String,
    /// Subject code.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: i32,
    /// Highest grade.
    pub grade_max: i32,
    /// Term; 0 for none.
    pub term: i32,
    /// Unit code; '' for none.
    pub unit: String,
    /// Objective codes.
    pub objectives: Vec<String>,
    /// Difficulty level; '' for none.
    pub difficulty: String,
    /// Thinking level; '' for none.
    pub thinking: String,
    /// Points.
    pub points: Points,
    /// Access class.
    pub access: String,
    /// Stimulus code; '' for none.
    pub stimulus: String,
    /// Clone family; '' for none.
    pub family: String,
    /// Languages it exists in; `*` after one whose texts are stale.
    pub languages: Vec<String>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of items the caller may see.
pub fn list_items(services: &Services, call: &Call, query: &ItemQuery) -> Answer<Page<ListedItem>> {
    call.require_somewhere(Permission::ReadItems)?;
    let request = PageRequest {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    let limit = request.limit(&services.limits);
    let order = order_of(query);
    let after = after(&request.after()?, order)?;
    let filter = filter_of(call, query)?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    services.read(|c| {
        let kind = services.db.kind();
        refuse_other_author(c, call, filter.author.as_deref())?;
        refuse_mixed_scales(c, &filter)?;
        let part = Part {
            order,
            descending: query.descending.unwrap_or_default(),
            after: &after,
            limit: limit + 1,
        };
        let found = rows::list(c, kind, &scope, &filter, part)?;
        let ids: Vec<&str> = found.iter().map(|r| r.version.item_id.as_str()).collect();
        let languages = rows::languages(c, &ids)?;
        let objectives = rows::objectives(c, &ids)?;
        let page = page::page(
            found.clone(),
            limit,
            |row| cursor(row, order),
            |ListedRow {
                 code, version: row, ..
             }| {
                let own = |id: &str, number: i32| id == row.item_id && number == row.number;
                let languages = languages.iter().filter(|(id, n, ..)| own(id, *n));
                let objectives = objectives.iter().filter(|(id, n, _)| own(id, *n));
                let languages = languages.map(|(_, _, language, state)| match state.as_str() {
                    "stale" => format!("{language}*"),
                    _ => language.clone(),
                });
                view(
                    code,
                    languages.collect(),
                    objectives.map(|(.., code)| code.clone()).collect(),
                    row.clone(),
                )
            },
        );
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// Values of different scales never stand in one filter.
pub(super) fn refuse_mixed_scales(c: &mut AnyConnection, filter: &ItemFilter) -> Answer<()> {
    let Some(evidence) = &filter.evidence else {
        return Ok(());
    };
    let on_a_scale = evidence.ranges.iter().find(|range| range.metric == "b");
    let Some(range) = on_a_scale.filter(|_| evidence.scale.is_empty()) else {
        return Ok(());
    };
    let scales = item_statistics::scales(c, &evidence.rules, &range.metric)?;
    if scales.len() < 2 {
        return Ok(());
    }
    let finding = Finding::error("statistic_scales_mixed", "/scale");
    Err(Refusal::invalid(
        finding
            .with("metric", range.metric.as_str())
            .with("scales", scales.join(", ")),
    ))
}

/// Lists by change unless something else is asked for.
fn order_of(query: &ItemQuery) -> Order {
    match query.sort {
        Some(ItemSort::Title) => Order::Title,
        Some(ItemSort::Code) => Order::Code,
        Some(ItemSort::Updated) => Order::Change,
        Some(ItemSort::Points) => Order::Points,
        Some(ItemSort::Difficulty) => Order::Difficulty,
        None if query.updated_since.is_some() => Order::Change,
        None => Order::Item,
    }
}

const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

fn cursor(row: &ListedRow, order: Order) -> String {
    let version = &row.version;
    let value = match order {
        Order::Item => return format!("{}|{}", version.item_id, version.number),
        Order::Change => version.updated_at.format(INSTANT).to_string(),
        Order::Title => version.title_key.clone(),
        Order::Code => row.code_key.clone(),
        Order::Points => version.points.to_string(),
        Order::Difficulty => version.difficulty.clone(),
    };
    format!("{}|{}|{order:?}|{value}", version.item_id, version.number)
}

/// Where a page begins; a cursor of another order of the list is of no use here.
fn after(key: &str, order: Order) -> Answer<After> {
    if key.is_empty() {
        return Ok(After::default());
    }
    let foreign = || Refusal::Malformed(Finding::error("cursor_forged", "/cursor"));
    let mut parts = key.splitn(4, '|');
    let (Some(item_id), Some(number)) = (parts.next(), parts.next()) else {
        return Err(foreign());
    };
    let mut after = After {
        item_id: item_id.to_owned(),
        number: number.parse().map_err(|_| foreign())?,
        ..After::default()
    };
    match (order, parts.next(), parts.next()) {
        (Order::Item, None, None) => {}
        (_, Some(named), Some(value)) if named == format!("{order:?}") => match order {
            Order::Item => return Err(foreign()),
            Order::Change => {
                let at = NaiveDateTime::parse_from_str(value, INSTANT);
                after.updated_at = Some(at.map_err(|_| foreign())?);
            }
            Order::Points => after.points = value.parse().map_err(|_| foreign())?,
            Order::Title | Order::Code | Order::Difficulty => after.text = value.to_owned(),
        },
        _ => return Err(foreign()),
    }
    Ok(after)
}

fn view(
    code: String,
    languages: Vec<String>,
    objectives: Vec<String>,
    row: ListedVersion,
) -> Answer<ListedItem> {
    Ok(ListedItem {
        phase: phase_of(&row.phase)?,
        id: row.item_id,
        code,
        number: row.number,
        state: row.state,
        latest: row.latest,
        revision: row.revision,
        item_type: row.item_type,
        purpose: row.purpose,
        subject: row.subject,
        grade_min: row.grade_min,
        grade_max: row.grade_max,
        term: row.term,
        unit: row.unit,
        objectives,
        difficulty: row.difficulty,
        thinking: row.thinking,
        points: crate::bank::Hundredths(row.points),
        access: row.access,
        stimulus: row.stimulus,
        family: row.family,
        languages,
        updated_at: row.updated_at.and_utc(),
    })
}
