//! Good versions for the open collection: offered when enough reviewers call them an example to others, taken
//! by whoever runs the bank, with attribution and licence.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::bank::content::ItemContent;
use crate::bank::review::promotion::{PromotionOffer, promotion_offer};
use crate::bank::review::verdict::Rating;
use crate::identity::{Permission, scope};
use crate::language::finding::Finding;
use crate::service::collection_items::{AddItem, CollectionPin, put_in};
use crate::service::item_sight::{audit_version, item_object, visible};
use crate::service::organisations::taken;
use crate::service::page::seal_cursor;
use crate::service::workflow::{Followed, Standing, approving_attempt};
use crate::service::{Answer, Call, Page, PageRequest, Refusal, Services, Unit};
use crate::store::items::FoundVersion;
use crate::store::review_reports::{self as rows, PromotionRow};
use crate::store::{AnyConnection, failure};

/// Attempts that are looked at together.
const BATCH: i64 = 200;

/// A version that is offered to the open collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OfferedItem {
    /// UUID of the item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// Version.
    pub number: i32,
    /// Subject code.
    pub subject: String,
    /// Rating that counts.
    pub rating: Rating,
    /// Verdicts of the approving attempt that carry it.
    pub count: u64,
    /// Verdicts of the approving attempt.
    pub base: u64,
    /// User who wrote the version.
    pub author_id: String,
    /// Attribution as the item says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Licence as the item says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// Taking a version into the open collection.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromoteItem {
    /// Whom to name; as the item says it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 500))]
    pub attribution: Option<String>,
    /// Licence; as the item says it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub licence: Option<String>,
    /// A collection for schools that it is put into, at the end; it has to be open and in use for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
}

/// A version in the open collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PromotedItem {
    /// UUID of the item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// Version.
    pub number: i32,
    /// Subject code.
    pub subject: String,
    /// Whom to name.
    pub attribution: String,
    /// Licence.
    pub licence: String,
    /// When it was taken.
    pub promoted_at: DateTime<Utc>,
}

/// Versions that are offered and not taken yet, where the caller runs the bank.
pub fn list_promotion_offers(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<OfferedItem>> {
    call.require_somewhere(Permission::OperateItems)?;
    let limit = usize::try_from(request.limit(&services.limits)).unwrap_or(1);
    let mut after = request.after()?;
    services.read(|c| {
        let mut items = Vec::new();
        loop {
            let found = rows::approved(c, &after, BATCH)?;
            let is_last = found.len() < usize::try_from(BATCH).unwrap_or(0);
            for (attempt_id, item_id, number) in found {
                after = attempt_id;
                items.extend(offered(c, call, &item_id, number)?);
                if items.len() == limit {
                    let next = Some(seal_cursor(&after));
                    return Ok(Page { items, next });
                }
            }
            if is_last {
                return Ok(Page { items, next: None });
            }
        }
    })
}

/// Takes an offered version into the open collection.
pub fn promote_item(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &PromoteItem,
) -> Answer<PromotedItem> {
    services.write(call, "promote_item", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        call.require(Permission::OperateItems, &item_object(&found))?;
        let content: ItemContent = failure::read_json(&found.version.content)?;
        let offer = offer_of(unit.c, call, &found)?.ok_or_else(|| {
            let finding = Finding::error("promotion_not_offered", "");
            Refusal::conflict(finding.with("number", number))
        })?;
        let attribution = input.attribution.clone().or(content.author);
        let licence = input.licence.clone().or(content.licence);
        let mut missing = Vec::new();
        if attribution.is_none() {
            missing.push(Finding::error("attribution_missing", "/attribution"));
        }
        if licence.is_none() {
            missing.push(Finding::error("licence_missing", "/licence"));
        }
        let (Some(attribution), Some(licence)) = (attribution, licence) else {
            return Err(Refusal::Invalid(missing));
        };
        let count = |n: u64| i32::try_from(n).unwrap_or(i32::MAX);
        let row = PromotionRow {
            item_id: found.item.id.clone(),
            number,
            attribution,
            licence,
            rating: offer.rating.to_string(),
            reviewers: count(offer.base),
            carrying: count(offer.count),
            promoted_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::promote(unit.c, &row).map_err(|e| taken(e, "", &found.item.code))?;
        if let Some(collection) = &input.collection {
            into_collection(unit, collection, &row)?;
        }
        let detail = json!({"licence": row.licence, "count": offer.count, "base": offer.base});
        audit_version(unit, &found, number, detail)?;
        let (code, subject) = (found.item.code, found.version.subject);
        Ok(promoted(row, code, subject))
    })
}

/// Puts the version into a collection of the caller's, who is named for it there as well.
fn into_collection(unit: &mut Unit<'_>, collection: &str, row: &PromotionRow) -> Answer<()> {
    let item = CollectionPin {
        item_id: row.item_id.clone(),
        number: Some(row.number),
        level: None,
        attribution: row.attribution.clone(),
    };
    let position = None;
    match put_in(unit, collection, &AddItem { item, position }) {
        Ok(_) => Ok(()),
        Err(Refusal::NotFound { .. }) => {
            let finding = Finding::error("reference_unknown", "/collection");
            Err(Refusal::invalid(finding.with("value", collection)))
        }
        Err(Refusal::Invalid(mut findings)) => {
            for finding in &mut findings {
                finding.pointer = "/collection".into();
            }
            Err(Refusal::Invalid(findings))
        }
        Err(other) => Err(other),
    }
}

/// The open collection, as far as the caller sees its items.
pub fn list_promotions(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<PromotedItem>> {
    call.require_somewhere(Permission::ReadItems)?;
    let limit = usize::try_from(request.limit(&services.limits)).unwrap_or(1);
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    let cursor = request.after()?;
    let (item, number) = cursor.split_once('/').unwrap_or_default();
    let mut after = (item.to_owned(), number.parse().unwrap_or(0));
    services.read(|c| {
        let mut items = Vec::new();
        loop {
            let found = rows::promoted(c, (&after.0, after.1), BATCH)?;
            let is_last = found.len() < usize::try_from(BATCH).unwrap_or(0);
            let ids: Vec<&str> = found.iter().map(|row| row.item_id.as_str()).collect();
            let shown = rows::shown(c, &scope, &ids)?;
            for row in &found {
                after = (row.item_id.clone(), row.number);
                let own = |(id, n, ..): &&(String, i32, String, String)| {
                    *id == row.item_id && *n == row.number
                };
                if let Some((_, _, code, subject)) = shown.iter().find(own) {
                    items.push(promoted(row.clone(), code.clone(), subject.clone()));
                }
                if items.len() == limit {
                    let next = Some(seal_cursor(&format!("{}/{}", after.0, after.1)));
                    return Ok(Page { items, next });
                }
            }
            if is_last {
                return Ok(Page { items, next: None });
            }
        }
    })
}

/// A version that is offered, where the caller may take it and nobody did.
fn offered(
    c: &mut AnyConnection,
    call: &Call,
    item_id: &str,
    number: i32,
) -> Answer<Option<OfferedItem>> {
    let found = match visible(c, call, item_id, Some(number)) {
        Ok(found) => found,
        Err(Refusal::NotFound { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    let may = call.may(Permission::OperateItems, &item_object(&found));
    if !may || rows::is_promoted(c, item_id, number)? {
        return Ok(None);
    }
    let Some(offer) = offer_of(c, call, &found)? else {
        return Ok(None);
    };
    let content: ItemContent = failure::read_json(&found.version.content)?;
    Ok(Some(OfferedItem {
        item_id: found.item.id,
        code: found.item.code,
        number,
        subject: found.version.subject,
        rating: offer.rating,
        count: offer.count,
        base: offer.base,
        author_id: found.version.created_by,
        attribution: content.author,
        licence: content.licence,
    }))
}

/// The offer for a version that was approved and is not closed.
fn offer_of(
    c: &mut AnyConnection,
    call: &Call,
    found: &FoundVersion,
) -> Answer<Option<PromotionOffer>> {
    if !matches!(found.version.phase.as_str(), "approved" | "pilot" | "live") {
        return Ok(None);
    }
    let followed = Followed::of(c, &found.owner_path)?;
    let standing = Standing::of(c, call, found, followed)?;
    let approved = approving_attempt(&standing.attempts, found.version.number);
    Ok(approved.and_then(|attempt| {
        let verdicts = &standing.verdicts;
        promotion_offer(
            &standing.followed.document,
            &standing.item,
            attempt,
            verdicts,
        )
    }))
}

fn promoted(row: PromotionRow, code: String, subject: String) -> PromotedItem {
    PromotedItem {
        item_id: row.item_id,
        code,
        number: row.number,
        subject,
        attribution: row.attribution,
        licence: row.licence,
        promoted_at: row.created_at.and_utc(),
    }
}
