//! In which order options are shown.
//!
//! Choices stay in author's order, by which key positions were balanced. Elements to be ordered
//! and right elements to be matched are written by authors in the right order as often as not,
//! so they are always shuffled: by a hash of the form's seed text and the ids, the same for
//! everybody who sits the form, never the keyed order where there is another one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::ItemType;
use crate::bank::content::{ItemContent, Part};
use crate::document::content_hash;

/// The order of one part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartOrder {
    /// Option ids (or left element ids).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Right element ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
}

/// The order of every part that lists anything; `seed` is a text of the form, by custom its
/// fingerprint and the item's code.
pub fn default_order(seed: &str, content: &ItemContent) -> BTreeMap<String, PartOrder> {
    let ordered = content
        .parts
        .iter()
        .map(|part| (part.id.clone(), part_order(seed, content, part)));
    ordered
        .filter(|(_, order)| *order != PartOrder::default())
        .collect()
}

fn part_order(seed: &str, content: &ItemContent, part: &Part) -> PartOrder {
    let shuffled = |ids: &[String], keyed: &[&String]| shuffle(seed, &part.id, ids, keyed);
    let keyed_order: Vec<&String> = part.key.order.iter().collect();
    let right = |left: &String| {
        part.key
            .pairs
            .iter()
            .find(|pair| pair.left == *left)
            .map(|pair| &pair.right)
    };
    let keyed_targets: Vec<&String> = part.options.iter().filter_map(right).collect();
    PartOrder {
        options: match content.part_type(part) {
            ItemType::Order => shuffled(&part.options, &keyed_order),
            _ => part.options.clone(),
        },
        targets: shuffled(&part.targets, &keyed_targets),
    }
}

/// Ids by hash; turned by one where that is the keyed order.
fn shuffle(seed: &str, part: &str, ids: &[String], keyed: &[&String]) -> Vec<String> {
    let mut order = ids.to_vec();
    order.sort_by_cached_key(|id| content_hash(&(seed, part, id)));
    let begins_keyed =
        !keyed.is_empty() && order.iter().zip(keyed).all(|(shown, key)| shown == *key);
    if begins_keyed && order.len() > 1 {
        order.rotate_left(1);
    }
    order
}
