//! Parameters of response models by version: the newest whole set on each scale. They are read only where
//! a specification asks for information.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::pool::{PoolQuery, VersionKey, subjects};
use super::schema::{item_statistics, item_versions};
use super::{AnyConnection, StoreResult};
use crate::assembly::information::ItemParameters;
use crate::bank::statistic::missing_parameters;
use crate::psychometrics::information::is_known;

/// Of one version and scale, by time: day, administration, and last of one administration the values of
/// all languages together.
type Sets = BTreeMap<(String, String, bool, String, String), ItemParameters>;

#[derive(Queryable)]
struct ParameterRow {
    item_id: String,
    number: i32,
    language: String,
    administration: String,
    administered: String,
    model: String,
    metric: String,
    scale: String,
    n: i32,
    value: f64,
}

/// By version; empty where nobody asks. Of two administrations the later one holds.
pub(super) fn parameters(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
) -> StoreResult<HashMap<VersionKey, Vec<ItemParameters>>> {
    if !query.parameters {
        return Ok(HashMap::new());
    }
    let mut by_scale: HashMap<VersionKey, BTreeMap<String, Sets>> = HashMap::new();
    for row in rows(c, query)?
        .into_iter()
        .filter(|row| is_known(&row.model))
    {
        let version = (row.item_id, row.number);
        let sets = by_scale.entry(version).or_default();
        let sets = sets.entry(row.scale.clone()).or_default();
        let together = row.language.is_empty();
        let key = (
            row.administered,
            row.administration,
            together,
            row.language,
            row.model.clone(),
        );
        let set = sets.entry(key).or_insert_with(|| ItemParameters {
            scale: row.scale,
            model: row.model,
            values: BTreeMap::new(),
            n: u64::MAX,
        });
        set.values.insert(row.metric, row.value);
        // A set rests on no more than its weakest value does.
        set.n = set.n.min(u64::try_from(row.n).unwrap_or(0));
    }
    let newest = |scales: BTreeMap<String, Sets>| -> Vec<ItemParameters> {
        let last = |sets: Sets| sets.into_values().rev().find(is_whole);
        scales.into_values().filter_map(last).collect()
    };
    Ok(by_scale
        .into_iter()
        .map(|(version, scales)| (version, newest(scales)))
        .collect())
}

fn is_whole(set: &ItemParameters) -> bool {
    let metrics: BTreeSet<&str> = set.values.keys().map(String::as_str).collect();
    missing_parameters(&set.model, &metrics).is_empty()
}

fn rows(c: &mut AnyConnection, query: &PoolQuery<'_>) -> StoreResult<Vec<ParameterRow>> {
    let same = item_statistics::item_id
        .eq(item_versions::item_id)
        .and(item_statistics::number.eq(item_versions::number));
    Ok(item_statistics::table
        .inner_join(item_versions::table.on(same))
        .filter(item_versions::subject.ge(subjects(query).0))
        .filter(item_versions::subject.le(subjects(query).1))
        .filter(item_statistics::model.ne("ctt"))
        .order((
            item_statistics::item_id,
            item_statistics::number,
            item_statistics::id,
        ))
        .select((
            item_statistics::item_id,
            item_statistics::number,
            item_statistics::language,
            item_statistics::administration,
            item_statistics::administered,
            item_statistics::model,
            item_statistics::metric,
            item_statistics::scale,
            item_statistics::n,
            item_statistics::value,
        ))
        .load(c)?)
}
