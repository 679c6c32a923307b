//! The candidates of an assembly run: a handful of queries whatever the size of the bank, cut by what
//! the caller may see.
//!
//! Only items owned below the run's owner are taken, and those that others let it use: a form never
//! carries what its own organisation could not show. Every phase but closed is read, so that a shortage
//! can say what waits in review.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::failure::read_json;
use super::past_use::{ItemUse, PastQuery};
pub use super::pool_names::item_ids;
use super::pool_names::keepers;
use super::pool_shared::shared_rows;
use super::schema::{
    enemy_groups, enemy_members, item_statistics, item_variants, item_versions, items,
    organisations, stimuli,
};
use super::{AnyConnection, StoreError, StoreResult, past_use, pool_help, pool_parameters};
use crate::assembly::candidate::{
    Attribute, Candidate, Evidence, Help, ItemP, ItemParameters, StimulusFacts, Surroundings,
};
use crate::bank::Language;
use crate::bank::content::ItemContent;
use crate::bank::phase::Phase;
use crate::bank::texts::StimulusDocument;
use crate::identity::{Scope, ScopeRule, SharedRule};

/// What candidates are asked for.
#[derive(Clone, Debug)]
pub struct PoolQuery<'a> {
    /// Subject code; empty for items of any subject.
    pub subject: &'a str,
    /// Grade, where the test has one.
    pub grade: Option<u8>,
    /// Path of the organisation that will own the forms.
    pub owner_path: &'a str,
    /// True where hints and worked solutions are asked for: their texts are read too.
    pub help: bool,
    /// What the caller sees.
    pub scope: &'a Scope,
    /// What others let the owner use.
    pub shared: &'a [SharedRule],
    /// What of past use is asked for.
    pub past: PastQuery<'a>,
    /// True where parameters of response models are asked for.
    pub parameters: bool,
    /// True where discrimination is asked for: it becomes the attribute [`DISCRIMINATION`].
    pub discrimination: bool,
}

/// Attribute of items with the newest item-total correlation, as its metric is called.
pub const DISCRIMINATION: &str = "rit";

/// Candidates and the ids of those that had to be renamed.
#[derive(Clone, Debug, Default)]
pub struct LoadedPool {
    /// The candidates, in no order.
    pub candidates: Vec<Candidate>,
    /// Code in this pool → item id, where two organisations use the same code: the one nearest to
    /// the owner keeps it, the others get `code@organisation`. Shared items are all named here.
    pub renamed: BTreeMap<String, String>,
}

#[derive(Queryable)]
pub(super) struct VersionRow {
    pub(super) item_id: String,
    pub(super) code: String,
    pub(super) owner_path: String,
    pub(super) owner_code: String,
    pub(super) number: i32,
    pub(super) phase: String,
    pub(super) access: String,
    pub(super) subject: String,
    pub(super) created_by: String,
    pub(super) content: String,
    pub(super) stimulus: String,
    pub(super) owner_org: String,
    pub(super) grades: (i32, i32),
}

macro_rules! columns {
    () => {
        (
            items::id,
            items::code,
            organisations::path,
            organisations::code,
            item_versions::number,
            item_versions::phase,
            item_versions::access,
            item_versions::subject,
            item_versions::created_by,
            item_versions::content,
            item_versions::stimulus,
            items::owner_org,
            (item_versions::grade_min, item_versions::grade_max),
        )
    };
}
pub(super) use columns;

pub(super) type VersionKey = (String, i32);

/// Loads the candidates of a subject and grade.
pub fn load(c: &mut AnyConnection, query: &PoolQuery<'_>) -> StoreResult<LoadedPool> {
    let rows = version_rows(c, query)?;
    let around = Around {
        languages: languages(c, query)?,
        enemies: enemies(c)?,
        statistics: statistics(c, query, "p")?,
        discrimination: match query.discrimination {
            true => statistics(c, query, DISCRIMINATION)?,
            false => HashMap::new(),
        },
        evidence: past_use::evidence(c, subjects(query))?,
        used: past_use::by_item(c, &query.past)?,
        stimuli: stimulus_facts(c, query)?,
        help: pool_help::help(c, query)?,
        parameters: pool_parameters::parameters(c, query)?,
    };
    let theirs = shared_rows(c, query)?;
    let owners = keepers(&rows, &theirs, |row| &row.code);
    let of_stimuli = keepers(&rows, &theirs, |row| &row.stimulus);
    let mut pool = LoadedPool::default();
    let own = rows.iter().filter(|row| sees(query.scope, row));
    for row in own.chain(&theirs) {
        let code = match owners.get(row.code.as_str()) {
            Some(first) if *first != row.owner_path => {
                let code = format!("{}@{}", row.code, row.owner_code);
                pool.renamed.insert(code.clone(), row.item_id.clone());
                code
            }
            _ if !row.owner_path.starts_with(query.owner_path) => {
                pool.renamed.insert(row.code.clone(), row.item_id.clone());
                row.code.clone()
            }
            _ => row.code.clone(),
        };
        // Tasks name their stimulus by its code: with two of one code in a form, one would stand for both.
        let stimulus = match of_stimuli.get(row.stimulus.as_str()) {
            Some(first) if *first != row.owner_path => {
                format!("{}@{}", row.stimulus, row.owner_code)
            }
            _ => row.stimulus.clone(),
        };
        let candidate = around.candidate(row, &code, stimulus)?;
        pool.candidates.extend(candidate);
    }
    Ok(pool)
}

fn version_rows(c: &mut AnyConnection, query: &PoolQuery<'_>) -> StoreResult<Vec<VersionRow>> {
    let (low, high) = grades(query);
    Ok(item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .filter(item_versions::subject.ge(subjects(query).0))
        .filter(item_versions::subject.le(subjects(query).1))
        .filter(item_versions::phase.ne(Phase::Closed.as_str()))
        .filter(item_versions::grade_min.le(high))
        .filter(item_versions::grade_max.ge(low))
        .filter(organisations::path.like(format!("{}%", query.owner_path)))
        .select(columns!())
        .load(c)?)
}

/// First and last subject code asked for: the same one, or the ends of the alphabet.
pub(super) fn subjects<'a>(query: &PoolQuery<'a>) -> (&'a str, &'a str) {
    match query.subject {
        "" => ("", "\u{10FFFF}"),
        subject => (subject, subject),
    }
}

/// Lowest and highest grade asked for.
pub(super) fn grades(query: &PoolQuery<'_>) -> (i32, i32) {
    query
        .grade
        .map_or((i32::MIN, i32::MAX), |g| (i32::from(g), i32::from(g)))
}

/// Newest revision of each language, where it is not stale.
fn languages(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
) -> StoreResult<HashMap<VersionKey, Vec<Language>>> {
    let (low, high) = grades(query);
    let same = item_variants::item_id
        .eq(item_versions::item_id)
        .and(item_variants::number.eq(item_versions::number));
    let rows: Vec<(String, i32, String, i32, String)> = item_variants::table
        .inner_join(item_versions::table.on(same))
        .filter(item_versions::subject.ge(subjects(query).0))
        .filter(item_versions::subject.le(subjects(query).1))
        .filter(item_versions::phase.ne(Phase::Closed.as_str()))
        .filter(item_versions::grade_min.le(high))
        .filter(item_versions::grade_max.ge(low))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
            item_variants::state,
        ))
        .load(c)?;
    let mut newest: HashMap<VersionKey, BTreeMap<String, (i32, String)>> = HashMap::new();
    for (item, number, language, revision, state) in rows {
        let known = newest.entry((item, number)).or_default();
        match known.get(&language) {
            Some((later, _)) if *later > revision => {}
            _ => drop(known.insert(language, (revision, state))),
        }
    }
    let mut usable = HashMap::with_capacity(newest.len());
    for (key, by_language) in newest {
        let current = by_language
            .into_iter()
            .filter(|(_, (_, state))| state == "current");
        let codes: Result<Vec<Language>, String> =
            current.map(|(language, _)| language.parse()).collect();
        usable.insert(key, codes.map_err(StoreError::Corrupt)?);
    }
    Ok(usable)
}

/// Enemy groups by item, named by organisation and code: the same names on every database.
fn enemies(c: &mut AnyConnection) -> StoreResult<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String, String)> = enemy_members::table
        .inner_join(enemy_groups::table.on(enemy_groups::id.eq(enemy_members::group_id)))
        .inner_join(organisations::table.on(organisations::id.eq(enemy_groups::owner_org)))
        .select((
            enemy_members::item_id,
            organisations::code,
            enemy_groups::code,
        ))
        .load(c)?;
    let mut groups: HashMap<String, Vec<String>> = HashMap::new();
    for (item, owner, code) in rows {
        groups
            .entry(item)
            .or_default()
            .push(format!("{owner}/{code}"));
    }
    groups.values_mut().for_each(|codes| codes.sort());
    Ok(groups)
}

/// The newest value of a classical metric of each version, whatever its language.
fn statistics(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
    metric: &str,
) -> StoreResult<HashMap<VersionKey, ItemP>> {
    let same = item_statistics::item_id
        .eq(item_versions::item_id)
        .and(item_statistics::number.eq(item_versions::number));
    let rows: Vec<(String, i32, f64, i32)> = item_statistics::table
        .inner_join(item_versions::table.on(same))
        .filter(item_versions::subject.ge(subjects(query).0))
        .filter(item_versions::subject.le(subjects(query).1))
        .filter(item_statistics::model.eq("ctt"))
        .filter(item_statistics::metric.eq(metric))
        .order((
            item_statistics::administered,
            item_statistics::administration,
            item_statistics::n,
            item_statistics::language,
        ))
        .select((
            item_statistics::item_id,
            item_statistics::number,
            item_statistics::value,
            item_statistics::n,
        ))
        .load(c)?;
    let p = |(item, number, value, n): (String, i32, f64, i32)| {
        let n = u64::try_from(n).unwrap_or(0);
        ((item, number), ItemP { value, n })
    };
    Ok(rows.into_iter().map(p).collect())
}

/// Facts of stimuli by owner's path and code.
fn stimulus_facts(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
) -> StoreResult<HashMap<(String, String), StimulusFacts>> {
    let rows: Vec<(String, String, String)> = stimuli::table
        .inner_join(organisations::table.on(organisations::id.eq(stimuli::owner_org)))
        .filter(stimuli::subject.ge(subjects(query).0))
        .filter(stimuli::subject.le(subjects(query).1))
        .select((organisations::path, stimuli::code, stimuli::content))
        .load(c)?;
    let mut facts = HashMap::with_capacity(rows.len());
    for (path, code, content) in rows {
        let document: StimulusDocument = read_json(&content)?;
        facts.insert((path, code), StimulusFacts::of(&document));
    }
    Ok(facts)
}

struct Around {
    languages: HashMap<VersionKey, Vec<Language>>,
    enemies: HashMap<String, Vec<String>>,
    statistics: HashMap<VersionKey, ItemP>,
    discrimination: HashMap<VersionKey, ItemP>,
    stimuli: HashMap<(String, String), StimulusFacts>,
    help: HashMap<VersionKey, Help>,
    evidence: HashMap<VersionKey, Evidence>,
    used: HashMap<String, ItemUse>,
    parameters: HashMap<VersionKey, Vec<ItemParameters>>,
}

impl Around {
    /// `None` for an item whose stimulus is not there: it cannot be shown.
    fn candidate(
        &self,
        row: &VersionRow,
        code: &str,
        stimulus_code: String,
    ) -> StoreResult<Option<Candidate>> {
        let content: ItemContent = read_json(&row.content)?;
        let stimulus = match &content.stimulus {
            None => None,
            Some(code) => match self.stimuli.get(&(row.owner_path.clone(), code.clone())) {
                None => return Ok(None),
                Some(facts) => Some(StimulusFacts {
                    code: stimulus_code,
                    ..facts.clone()
                }),
            },
        };
        let key = (row.item_id.clone(), row.number);
        let used = self.used.get(&row.item_id).cloned().unwrap_or_default();
        let around = Surroundings {
            phase: row.phase.parse().map_err(StoreError::Corrupt)?,
            languages: self.languages.get(&key).cloned().unwrap_or_default(),
            stimulus,
            enemies: self.enemies.get(&row.item_id).cloned().unwrap_or_default(),
            p: self.statistics.get(&key).copied(),
            help: self.help.get(&key).cloned().unwrap_or_default(),
            evidence: self.evidence.get(&key).copied().unwrap_or_default(),
            used: used.terms,
            past: used.past,
            parameters: self.parameters.get(&key).cloned().unwrap_or_default(),
        };
        let number = u32::try_from(row.number).unwrap_or(0);
        let mut candidate = Candidate::from_content(code, number, &content, around);
        if let Some(told) = self.discrimination.get(&key) {
            let value = Attribute::Number(told.value);
            candidate
                .attributes
                .insert(DISCRIMINATION.to_owned(), value);
        }
        Ok(Some(candidate))
    }
}

fn sees(scope: &Scope, row: &VersionRow) -> bool {
    let within = |rules: &[ScopeRule]| {
        rules.iter().any(|rule| {
            row.owner_path.starts_with(&rule.path_prefix)
                && rule.subject.as_ref().is_none_or(|s| *s == row.subject)
        })
    };
    let own = row.created_by == scope.user_id;
    own || (within(&scope.rules) && (row.access != "secure" || within(&scope.secure_rules)))
}
