//! What stands in a collection, in order: put in, taken out, put in another order. An item that may not
//! stand there is refused, with every reason against every item at once.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::collection_about::{about, head_of};
use super::collections::{Collection, changed, require_revision, view, writable};
use super::item_sight::{item_object, sees};
use super::item_view::{language_of, phase_of};
use super::organisations::path_of;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Difficulty;
use crate::bank::collection::MOST_ITEMS;
use crate::bank::collection::check::{
    Facts, Head, Member, RELEASED, check_collection, check_members,
};
use crate::bank::content::ItemContent;
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::store::collections::{self as rows, CollectionItemRow, CollectionRow};
use crate::store::items::{self, FoundVersion};
use crate::store::{AnyConnection, StoreError, failure, whole_items};

/// An item for a collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollectionPin {
    /// The item.
    pub item_id: String,
    /// Its version; without one that in use, or the newest released one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<i32>,
    /// Its level in the collection, where it is not the author's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Difficulty>,
    /// Who is to be named for it, where the item does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 400))]
    pub attribution: String,
}

/// An item to be added.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddItem {
    /// The item.
    pub item: CollectionPin,
    /// Where it is put; at the end without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub position: Option<u32>,
}

/// All items of a collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetItems {
    /// In their order.
    #[schemars(length(max = 300))]
    pub items: Vec<CollectionPin>,
}

/// An item of a collection as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CollectionItem {
    /// From 1.
    pub position: i32,
    /// The item.
    pub item_id: String,
    /// Its version.
    pub number: i32,
    /// Its code.
    pub code: String,
    /// Task type.
    #[serde(rename = "type")]
    pub item_type: String,
    /// Phase of the version.
    pub phase: String,
    /// Workflow state of the version.
    pub state: String,
    /// Access class.
    pub access: String,
    /// Level in the collection, where one was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// Who is to be named for it, where the item does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attribution: String,
}

/// Puts an item into a collection.
pub fn add_collection_item(
    services: &Services,
    call: &Call,
    id: &str,
    input: &AddItem,
) -> Answer<Collection> {
    services.write(call, "add_collection_item", |unit| {
        let row = put_in(unit, id, input)?;
        view(unit.c, call, row)
    })
}

/// The same inside of a unit (promotion of an item that reviewers call good): the unit's audit row is
/// written here.
pub fn put_in(unit: &mut Unit<'_>, id: &str, input: &AddItem) -> Answer<CollectionRow> {
    let call = unit.call;
    let before = writable(unit.c, call, id)?;
    let mut pins: Vec<CollectionPin> = rows::item_rows(unit.c, id)?
        .into_iter()
        .map(pin_of)
        .collect();
    let end = pins.len();
    let place = input
        .position
        .map_or(end, |at| (at as usize).saturating_sub(1).min(end));
    pins.insert(place, input.item.clone());
    keep(unit, &before, &pins, Some(place))
}

/// Takes an item out of a collection.
pub fn remove_collection_item(
    services: &Services,
    call: &Call,
    id: &str,
    item_id: &str,
) -> Answer<Collection> {
    services.write(call, "remove_collection_item", |unit| {
        let before = writable(unit.c, call, id)?;
        let there = rows::item_rows(unit.c, id)?;
        let all = there.len();
        let rest: Vec<_> = there.into_iter().filter(|r| r.item_id != item_id).collect();
        if rest.len() == all {
            return Err(Refusal::not_found("item"));
        }
        let row = put(unit, &before, rest)?;
        view(unit.c, call, row)
    })
}

/// Puts these items, in this order, in the place of those that a collection has.
pub fn set_collection_items(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SetItems,
) -> Answer<Collection> {
    services.write(call, "set_collection_items", |unit| {
        let before = writable(unit.c, call, id)?;
        require_revision(call, &before)?;
        let row = keep(unit, &before, &input.items, None)?;
        view(unit.c, call, row)
    })
}

/// Checks the items, or the one that is new, and puts them in the place of those before.
fn keep(
    unit: &mut Unit<'_>,
    before: &CollectionRow,
    pins: &[CollectionPin],
    only: Option<usize>,
) -> Answer<CollectionRow> {
    if pins.len() > MOST_ITEMS {
        let finding = Finding::error("collection_too_many", "/items").with("most", MOST_ITEMS);
        return Err(Refusal::invalid(finding.with("count", pins.len())));
    }
    let (call, me) = (unit.call, unit.call.actor.user_id.clone());
    let mut found = Vec::with_capacity(pins.len());
    for pin in pins {
        let version = named_version(unit.c, pin)?;
        found.push(version.filter(|version| sees(call, version)));
    }
    let members = members(unit.c, call, pins, &found)?;
    let mut findings = check_members(&head_of(&about(before)?), &members);
    if let Some(only) = only {
        // What stands there already is told when the collection is read and published.
        findings = of_the_new_one(findings, only);
    }
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    let kept: BTreeMap<String, CollectionItemRow> = rows::item_rows(unit.c, &before.id)?
        .into_iter()
        .map(|row| (row.item_id.clone(), row))
        .collect();
    let new_rows = pins.iter().zip(&found).map(|(pin, found)| {
        let earlier = kept.get(&pin.item_id);
        let number = found.as_ref().map(|found| found.version.number);
        CollectionItemRow {
            collection_id: before.id.clone(),
            position: 0,
            item_id: pin.item_id.clone(),
            number: number.or(pin.number).unwrap_or(1),
            level: pin.level.map(|level| level.to_string()).unwrap_or_default(),
            attribution: pin.attribution.clone(),
            added_by: earlier.map_or_else(|| me.clone(), |row| row.added_by.clone()),
            added_at: earlier.map_or(unit.now, |row| row.added_at),
        }
    });
    let new_rows = new_rows.collect();
    put(unit, before, new_rows)
}

/// The findings of one item, with the pointer of a call that adds one; of an item that stands there
/// already the second is told, whichever of them is new.
fn of_the_new_one(findings: Vec<Finding>, only: usize) -> Vec<Finding> {
    let here = format!("/items/{only}");
    let told = findings
        .into_iter()
        .filter(|f| f.pointer == here || f.code == "collection_item_twice");
    told.map(|finding| Finding {
        pointer: "/item".into(),
        ..finding
    })
    .collect()
}

fn put(
    unit: &mut Unit<'_>,
    before: &CollectionRow,
    mut new_rows: Vec<CollectionItemRow>,
) -> Answer<CollectionRow> {
    for (position, row) in (1..).zip(&mut new_rows) {
        row.position = position;
    }
    rows::set_items(unit.c, &before.id, &new_rows)?;
    changed(unit, before, before.clone())
}

fn pin_of(row: CollectionItemRow) -> CollectionPin {
    CollectionPin {
        item_id: row.item_id,
        number: Some(row.number),
        level: row.level.parse().ok(),
        attribution: row.attribution,
    }
}

/// The version that is named, or that in use, or the newest released one, or the newest.
fn named_version(c: &mut AnyConnection, pin: &CollectionPin) -> Answer<Option<FoundVersion>> {
    let mut number = pin.number;
    if number.is_none() {
        let open = items::in_phases(c, &pin.item_id, &["live", "closed"])?;
        let live = open.iter().find(|version| version.phase == "live");
        let released = || open.iter().find(|version| version.state == RELEASED);
        number = live.or_else(released).map(|version| version.number);
    }
    Ok(items::version(c, &pin.item_id, number)?)
}

/// The items of a collection with all that decides whether they may stand there; what the caller may not
/// see is not there.
pub(super) fn found_items(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(Vec<CollectionPin>, Vec<Option<FoundVersion>>)> {
    let there = rows::item_rows(c, id)?;
    let keys: Vec<(&str, i32)> = there
        .iter()
        .map(|row| (row.item_id.as_str(), row.number))
        .collect();
    let mut versions = whole_items::versions(c, &keys)?;
    let found = there.iter().map(|row| {
        let version = versions.remove(&(row.item_id.clone(), row.number));
        version.filter(|version| sees(call, version))
    });
    let found = found.collect();
    Ok((there.into_iter().map(pin_of).collect(), found))
}

/// What is known of items.
pub(super) fn members(
    c: &mut AnyConnection,
    call: &Call,
    pins: &[CollectionPin],
    found: &[Option<FoundVersion>],
) -> Answer<Vec<Member>> {
    let mut secret: BTreeMap<(String, String), bool> = BTreeMap::new();
    let mut members = Vec::with_capacity(pins.len());
    for (pin, found) in pins.iter().zip(found) {
        let facts = match found {
            None => None,
            Some(found) => {
                let version = &found.version;
                let stimulus = (found.item.owner_org.clone(), version.stimulus.clone());
                let is_secret = match (stimulus.1.is_empty(), secret.get(&stimulus)) {
                    (true, _) => false,
                    (_, Some(known)) => *known,
                    _ => rows::is_stimulus_secret(c, &stimulus.0, &stimulus.1)?,
                };
                secret.insert(stimulus, is_secret);
                Some(facts(call, pin, found, is_secret)?)
            }
        };
        members.push(Member {
            item: pin.item_id.clone(),
            facts,
        });
    }
    Ok(members)
}

fn facts(call: &Call, pin: &CollectionPin, found: &FoundVersion, is_secret: bool) -> Answer<Facts> {
    let version = &found.version;
    let content: ItemContent = failure::read_json(&version.content)?;
    let types: BTreeSet<_> = content.parts.iter().map(|p| content.part_type(p)).collect();
    let current = found.variants.iter().filter(|v| v.state == "current");
    Ok(Facts {
        code: found.item.code.clone(),
        may_publish: call.may(Permission::PublishReference, &item_object(found).unshared()),
        access: version.access.parse().map_err(StoreError::Corrupt)?,
        phase: phase_of(&version.phase)?,
        state: version.state.clone(),
        types,
        purpose: content.purpose,
        grades: (content.grade_min, content.grade_max),
        level: pin.level.or(content.difficulty),
        languages: current
            .map(|variant| language_of(&variant.language))
            .collect::<Answer<_>>()?,
        has_licence: content.licence.is_some_and(|l| !l.trim().is_empty()),
        secret_stimulus: content.stimulus.filter(|_| is_secret),
        subject: content.subject,
    })
}

/// Everything that keeps a collection from being published, for those who may.
pub(super) fn findings_of(
    c: &mut AnyConnection,
    call: &Call,
    row: &CollectionRow,
) -> Answer<Vec<Finding>> {
    let path = path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    if !call.may(Permission::PublishReference, &object) {
        return Ok(Vec::new());
    }
    let head: Head = head_of(&about(row)?);
    let (pins, found) = found_items(c, call, &row.id)?;
    Ok(check_collection(&head, &members(c, call, &pins, &found)?))
}

/// The items of collections as they are shown.
pub(super) fn view_items(
    c: &mut AnyConnection,
    ids: &[String],
) -> Answer<BTreeMap<String, Vec<CollectionItem>>> {
    let mut all: BTreeMap<String, Vec<CollectionItem>> = BTreeMap::new();
    for (row, code, item_type, phase, state, access) in rows::items_of(c, ids)? {
        all.entry(row.collection_id)
            .or_default()
            .push(CollectionItem {
                position: row.position,
                item_id: row.item_id,
                number: row.number,
                code,
                item_type,
                phase,
                state,
                access,
                level: row.level,
                attribution: row.attribution,
            });
    }
    Ok(all)
}
