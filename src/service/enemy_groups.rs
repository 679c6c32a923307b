//! Enemies: at most one item of a group enters a form. A group has no direction, so "a with b" and
//! "b with a" are the same group and are kept once. A clone family is such a group, too: the variants made
//! of one parent; an item belongs to one family.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_sight::sees_item;
use super::organisations::taken;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::Access;
use crate::identity::{Object, Permission, Shareable, Shared, scope};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::enemy_groups::{self as rows, EnemyGroupRow, MemberRow};

/// Why the items of a group exclude each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnemyKind {
    /// One gives another away, or asks for the same fact.
    #[default]
    Enemies,
    /// They are variants of one parent.
    CloneFamily,
}

impl EnemyKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Enemies => "enemies",
            Self::CloneFamily => "clone_family",
        }
    }
}

/// A new group.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateEnemyGroup {
    /// Human code, unique in the organisation; made from its id when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub code: Option<String>,
    /// Enemies, or a clone family.
    #[serde(default)]
    pub kind: EnemyKind,
    /// Why they exclude each other.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub reason: String,
    /// Ids of two items or more, of one subject.
    #[schemars(length(min = 1, max = 1000))]
    pub items: Vec<String>,
}

/// A group as it is shown: the members that the caller may see.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EnemyGroup {
    /// UUID.
    pub id: String,
    /// Organisation it belongs to.
    pub owner_org: String,
    /// Human code.
    pub code: String,
    /// Enemies, or a clone family.
    pub kind: EnemyKind,
    /// Why they exclude each other.
    pub reason: String,
    /// Its items.
    pub items: Vec<EnemyItem>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// An item of a group.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EnemyItem {
    /// UUID.
    pub id: String,
    /// Human code.
    pub code: String,
}

/// A group that was asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MadeGroup {
    /// The group.
    pub group: EnemyGroup,
    /// True when it was there already.
    pub known: bool,
}

/// Makes a group; members that are all in one group already give that group.
pub fn create_enemy_group(
    services: &Services,
    call: &Call,
    input: &CreateEnemyGroup,
) -> Answer<MadeGroup> {
    call.require_somewhere(Permission::WriteItems)?;
    services.write(call, "create_enemy_group", |unit| {
        found_or_made(unit, input)
    })
}

/// The same inside the unit of another use case.
pub(super) fn make_group(unit: &mut Unit<'_>, input: &CreateEnemyGroup) -> Answer<EnemyGroup> {
    Ok(found_or_made(unit, input)?.group)
}

fn found_or_made(unit: &mut Unit<'_>, input: &CreateEnemyGroup) -> Answer<MadeGroup> {
    let (call, owner) = (unit.call, &unit.call.actor.home_org);
    let members = checked_members(unit, input)?;
    let ids: BTreeSet<&str> = members.iter().map(|m| m.item_id.as_str()).collect();
    for group in rows::with_member(unit.c, owner, &members[0].item_id)? {
        let there = rows::members(unit.c, &[&group.id])?;
        let is_known = ids.iter().all(|id| there.iter().any(|m| m.item_id == *id));
        let shown: Vec<MemberRow> = there.into_iter().filter(|m| sees(call, m)).collect();
        if is_known && group.kind == input.kind.as_str() {
            let members = shown;
            unit.audit(owner, "enemy_group", &group.id, json!({"unchanged": true}))?;
            let group = view(group, &members);
            return Ok(MadeGroup { group, known: true });
        }
    }
    if input.kind == EnemyKind::CloneFamily {
        refuse_second_family(unit, owner, &members)?;
    }
    let id = unit.new_id();
    let row = EnemyGroupRow {
        kind: input.kind.as_str().to_owned(),
        code: input
            .code
            .clone()
            .unwrap_or_else(|| format!("enemies-{id}")),
        owner_org: owner.clone(),
        reason: input.reason.clone(),
        created_by: call.actor.user_id.clone(),
        created_at: unit.now,
        id,
    };
    let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    rows::insert(unit.c, &row, &ids).map_err(|e| taken(e, "/code", &row.code))?;
    unit.audit(owner, "enemy_group", &row.id, json!({"items": ids}))?;
    let group = view(row, &members);
    Ok(MadeGroup {
        group,
        known: false,
    })
}

/// Groups of which the caller may see two members or more, by id.
pub fn list_enemy_groups(
    services: &Services,
    call: &Call,
    item_id: Option<&str>,
    request: &PageRequest,
) -> Answer<Page<EnemyGroup>> {
    call.require_somewhere(Permission::ReadItems)?;
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    services.read(|c| {
        let found = rows::list(c, &scope, item_id, &after, limit + 1)?;
        let ids: Vec<&str> = found.iter().map(|g| g.id.as_str()).collect();
        let mut members: BTreeMap<String, Vec<MemberRow>> = BTreeMap::new();
        for member in rows::members(c, &ids)?
            .into_iter()
            .filter(|m| sees(call, m))
        {
            members
                .entry(member.group_id.clone())
                .or_default()
                .push(member);
        }
        let shown = |group: EnemyGroupRow| {
            let members = members.get(&group.id).map_or(&[][..], Vec::as_slice);
            view(group, members)
        };
        let mut page = page::page(found, limit, |g| g.id.clone(), shown);
        // One visible member would tell that there is another, hidden one.
        page.items.retain(|group| group.items.len() > 1);
        Ok(page)
    })
}

/// Takes a group away.
pub fn delete_enemy_group(services: &Services, call: &Call, id: &str) -> Answer<EnemyGroup> {
    services.write(call, "delete_enemy_group", |unit| {
        let group = rows::by_id(unit.c, id)?.ok_or(Refusal::not_found("enemy group"))?;
        let members = rows::members(unit.c, &[id])?;
        if members.iter().filter(|m| sees(call, m)).count() < 2 {
            return Err(Refusal::not_found("enemy group"));
        }
        for member in &members {
            require_writing(call, member)?;
        }
        rows::delete(unit.c, id)?;
        let count = members.len();
        unit.audit(&group.owner_org, "enemy_group", id, json!({"items": count}))?;
        Ok(view(group, &members))
    })
}

/// A clone has one parent, so an item is in one family.
fn refuse_second_family(unit: &mut Unit<'_>, owner: &str, members: &[MemberRow]) -> Answer<()> {
    let mut findings = Vec::new();
    for member in members {
        let groups = rows::with_member(unit.c, owner, &member.item_id)?;
        let family = groups
            .iter()
            .find(|g| g.kind == EnemyKind::CloneFamily.as_str());
        if let Some(family) = family {
            findings.push(
                Finding::error("clone_family_taken", "/items")
                    .with("item", member.code.as_str())
                    .with("family", family.code.as_str()),
            );
        }
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Conflict(findings)),
    }
}

/// The members in order of id: two or more, each once, seen and written by the caller, of one subject.
fn checked_members(unit: &mut Unit<'_>, input: &CreateEnemyGroup) -> Answer<Vec<MemberRow>> {
    let mut findings = doubles(&input.items);
    let distinct: BTreeSet<&String> = input.items.iter().collect();
    if distinct.len() < 2 {
        findings.push(Finding::error("enemies_too_few", "/items"));
    }
    let mut found = seen_of(unit.c, unit.call, &input.items)?;
    found.sort_by(|a, b| a.item_id.cmp(&b.item_id));
    let of = |id: &String| found.iter().find(|m| m.item_id == *id);
    let subject = input.items.iter().find_map(of).map(|m| m.subject.clone());
    for (n, id) in input.items.iter().enumerate() {
        let pointer = format!("/items/{n}");
        match of(id) {
            None => findings
                .push(Finding::error("reference_unknown", pointer).with("value", id.as_str())),
            Some(member) if Some(&member.subject) != subject.as_ref() => findings.push(
                Finding::error("enemy_other_subject", pointer)
                    .with("subject", member.subject.as_str())
                    .with("expected", subject.as_deref().unwrap_or_default()),
            ),
            Some(_) => {}
        }
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    for member in &found {
        require_writing(unit.call, member)?;
    }
    Ok(found)
}

fn doubles(items: &[String]) -> Vec<Finding> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (n, id) in items.iter().enumerate() {
        match first.get(id.as_str()) {
            Some(earlier) => findings.push(
                Finding::error("enemy_named_twice", format!("/items/{n}"))
                    .with("item", id.as_str())
                    .with("first", format!("/items/{earlier}")),
            ),
            None => {
                first.insert(id, n);
            }
        }
    }
    findings
}

/// Those of the items that the caller may see.
pub(super) fn seen_of(
    c: &mut AnyConnection,
    call: &Call,
    ids: &[String],
) -> Answer<Vec<MemberRow>> {
    let mut found = rows::candidates(c, ids)?;
    found.retain(|member| sees(call, member));
    Ok(found)
}

fn require_writing(call: &Call, member: &MemberRow) -> Answer<()> {
    call.require(Permission::WriteItems, &object(member))
}

fn sees(call: &Call, member: &MemberRow) -> bool {
    let me = &call.actor.user_id;
    let mine = member.created_by == *me || member.author == *me;
    sees_item(call, &object(member), mine)
}

/// A member as an object of decisions.
pub(super) fn object(member: &MemberRow) -> Object<'_> {
    Object::of(&member.owner_path)
        .subject(&member.subject)
        .shared(Shared {
            kind: Shareable::Item,
            id: &member.item_id,
            owner_org: &member.owner_org,
            grades: Some(member.grades),
            secure: member.access == Access::Secure.as_str(),
        })
}

fn view(row: EnemyGroupRow, members: &[MemberRow]) -> EnemyGroup {
    let item = |m: &MemberRow| EnemyItem {
        id: m.item_id.clone(),
        code: m.code.clone(),
    };
    EnemyGroup {
        id: row.id,
        owner_org: row.owner_org,
        code: row.code,
        kind: match row.kind.as_str() {
            "clone_family" => EnemyKind::CloneFamily,
            _ => EnemyKind::Enemies,
        },
        reason: row.reason,
        items: members.iter().map(item).collect(),
        created_at: row.created_at.and_utc(),
    }
}
