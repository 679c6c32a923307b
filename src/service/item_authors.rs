//! Who wrote an item: authors of the owner and of partners, version by version, from the audit trail.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item_sight::visible;
use super::review::sight::hides_author;
use super::{Answer, Call, Page, Refusal, Services};
use crate::language::finding::Finding;
use crate::store::item_authors as rows;

/// Somebody's part in a version.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemAuthor {
    /// Version of the item.
    pub number: i32,
    /// User.
    pub user_id: String,
    /// Organisation the user belongs to.
    pub org_id: String,
    /// True when that is another organisation than the item's.
    pub is_partner: bool,
    /// How often the user wrote in this version.
    pub writes: u32,
    /// The first time.
    pub first_at: DateTime<Utc>,
    /// The last time.
    pub last_at: DateTime<Utc>,
}

/// Everybody who wrote in an item the caller sees, by version and time.
pub fn list_item_authors(services: &Services, call: &Call, id: &str) -> Answer<Page<ItemAuthor>> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        if hides_author(c, call, &found)? {
            return Err(Refusal::Forbidden(vec![Finding::error(
                "author_hidden",
                "",
            )]));
        }
        let mut authors: BTreeMap<(i32, String), ItemAuthor> = BTreeMap::new();
        for act in rows::acts_of_writing(c, &found.item)? {
            let at = act.at.and_utc();
            let author = authors
                .entry((act.number, act.user_id.clone()))
                .or_insert_with(|| ItemAuthor {
                    number: act.number,
                    is_partner: act.org_id != found.item.owner_org,
                    user_id: act.user_id,
                    org_id: act.org_id,
                    writes: 0,
                    first_at: at,
                    last_at: at,
                });
            author.writes += 1;
            author.first_at = author.first_at.min(at);
            author.last_at = author.last_at.max(at);
        }
        let mut items: Vec<ItemAuthor> = authors.into_values().collect();
        items.sort_by(|a, b| {
            (a.number, a.first_at, &a.user_id).cmp(&(b.number, b.first_at, &b.user_id))
        });
        Ok(Page { items, next: None })
    })
}
