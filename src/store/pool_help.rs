//! Which candidates bring a hint or a worked solution, in which languages. The texts are read only
//! where a specification asks for them.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::failure::read_json;
use super::pool::{PoolQuery, VersionKey, grades, subjects};
use super::schema::{item_variants, item_versions};
use super::{AnyConnection, StoreError, StoreResult};
use crate::assembly::candidate::Help;
use crate::bank::Language;
use crate::bank::phase::Phase;
use crate::bank::texts::ItemTexts;

/// Newest texts by language.
type Newest = BTreeMap<String, (i32, String)>;

/// By version, of the newest revision in each language; empty where nobody asks.
pub(super) fn help(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
) -> StoreResult<HashMap<VersionKey, Help>> {
    if !query.help {
        return Ok(HashMap::new());
    }
    let (low, high) = grades(query);
    let (first, last) = subjects(query);
    let same = item_variants::item_id
        .eq(item_versions::item_id)
        .and(item_variants::number.eq(item_versions::number));
    let rows: Vec<(String, i32, String, i32, String)> = item_variants::table
        .inner_join(item_versions::table.on(same))
        .filter(item_versions::subject.ge(first))
        .filter(item_versions::subject.le(last))
        .filter(item_versions::phase.ne(Phase::Closed.as_str()))
        .filter(item_versions::grade_min.le(high))
        .filter(item_versions::grade_max.ge(low))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
            item_variants::texts,
        ))
        .load(c)?;
    let mut newest: HashMap<VersionKey, Newest> = HashMap::new();
    for (item, number, language, revision, texts) in rows {
        let known = newest.entry((item, number)).or_default();
        match known.get(&language) {
            Some((later, _)) if *later > revision => {}
            _ => drop(known.insert(language, (revision, texts))),
        }
    }
    newest
        .into_iter()
        .map(|(key, texts)| Ok((key, help_of(&texts)?)))
        .collect()
}

fn help_of(newest: &Newest) -> StoreResult<Help> {
    let mut texts: Vec<(Language, ItemTexts)> = Vec::with_capacity(newest.len());
    for (language, (_, said)) in newest {
        let language = language.parse().map_err(StoreError::Corrupt)?;
        texts.push((language, read_json(said)?));
    }
    Ok(Help::of(
        texts.iter().map(|(language, texts)| (language, texts)),
    ))
}
