//! Lists of items: filters by every tag, search by folded words, keyset pages, the feed of changes.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item_view::phase_of;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::phase::Phase;
use crate::bank::{Access, Difficulty, ItemType, Language, Points, Purpose, Thinking};
use crate::identity::{Permission, scope};
use crate::language::finding::Finding;
use crate::language::fold;
use crate::store::item_lists::{self as rows, After, ItemFilter, ListedVersion, MOST_WORDS};

/// Shortest word that search finds by.
const SHORTEST_WORD: usize = 3;

/// Which items. Without `phase` and `updated_since` the newest version of each is listed, with `phase`
/// every version in it, with `updated_since` every version that changed since, in order of change.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemQuery {
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// A grade the item is for.
    #[serde(default)]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term of the school year.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Unit code.
    #[serde(default)]
    pub unit: Option<String>,
    /// Objective code.
    #[serde(default)]
    pub objective: Option<String>,
    /// Criterion code.
    #[serde(default)]
    pub criterion: Option<String>,
    /// Exam assessment objective.
    #[serde(default)]
    pub assessment_objective: Option<String>,
    /// Free tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// Difficulty level.
    #[serde(default)]
    pub difficulty: Option<Difficulty>,
    /// Thinking level.
    #[serde(default)]
    pub thinking: Option<Thinking>,
    /// Functional-literacy domain.
    #[serde(default)]
    pub literacy: Option<String>,
    /// Language skill.
    #[serde(default)]
    pub skill: Option<String>,
    /// Task type.
    #[serde(default, rename = "type")]
    pub item_type: Option<ItemType>,
    /// What it can be used for: `summative` and `formative` include items for both.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Access class.
    #[serde(default)]
    pub access: Option<Access>,
    /// Phase of the version.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// A language it exists in.
    #[serde(default)]
    pub language: Option<Language>,
    /// Stimulus code.
    #[serde(default)]
    pub stimulus: Option<String>,
    /// Clone family.
    #[serde(default)]
    pub family: Option<String>,
    /// Author: a user id, or `me`.
    #[serde(default)]
    pub author: Option<String>,
    /// How the code begins.
    #[serde(default)]
    pub code: Option<String>,
    /// Words of the task, three letters and more, in any language; case, accents and look-alike
    /// letters do not matter.
    #[serde(default)]
    pub q: Option<String>,
    /// Versions that changed at or after this moment.
    #[serde(default)]
    pub updated_since: Option<DateTime<Utc>>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

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
    let by_change = query.updated_since.is_some();
    let after = after(&request.after()?, by_change)?;
    let filter = filter_of(call, query)?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    services.read(|c| {
        let kind = services.db.kind();
        let found = rows::list(c, kind, &scope, &filter, &after, limit + 1)?;
        let ids: Vec<&str> = found.iter().map(|(_, row)| row.item_id.as_str()).collect();
        let languages = rows::languages(c, &ids)?;
        let objectives = rows::objectives(c, &ids)?;
        let page = page::page(
            found.clone(),
            limit,
            |(_, row)| cursor(row, by_change),
            |(code, row)| {
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

fn filter_of(call: &Call, query: &ItemQuery) -> Answer<ItemFilter> {
    let tags = [
        ("objective", &query.objective),
        ("criterion", &query.criterion),
        ("assessment_objective", &query.assessment_objective),
        ("tag", &query.tag),
    ];
    let tags = tags.map(|(dimension, value)| Some((dimension, value.clone()?)));
    let purposes: &[Purpose] = match query.purpose {
        None => &[],
        Some(Purpose::Summative) => &[Purpose::Summative, Purpose::Both],
        Some(Purpose::Formative) => &[Purpose::Formative, Purpose::Both],
        Some(Purpose::Both) => &[Purpose::Both],
    };
    let author = query.author.as_deref().map(|author| match author {
        "me" => call.actor.user_id.clone(),
        id => id.to_owned(),
    });
    Ok(ItemFilter {
        subject: query.subject.clone(),
        grade: query.grade.map(i32::from),
        term: query.term.map(i32::from),
        unit: query.unit.clone(),
        difficulty: query.difficulty.map(|d| d.to_string()),
        thinking: query.thinking.map(|t| t.to_string()),
        literacy: query.literacy.clone(),
        skill: query.skill.clone(),
        item_type: query.item_type.map(|t| t.to_string()),
        purposes: purposes.iter().map(ToString::to_string).collect(),
        access: query.access.map(|a| a.to_string()),
        phase: query.phase.map(|p| p.to_string()),
        language: query.language.as_ref().map(ToString::to_string),
        stimulus: query.stimulus.clone(),
        family: query.family.clone(),
        author,
        code: query.code.clone(),
        tags: tags.into_iter().flatten().collect(),
        words: query
            .q
            .as_deref()
            .map(words)
            .transpose()?
            .unwrap_or_default(),
        updated_since: query.updated_since.map(|t| t.naive_utc()),
    })
}

/// The folded words of a search. Words too short for the index are looked for with their neighbours,
/// as one phrase.
fn words(q: &str) -> Answer<Vec<String>> {
    let folded = fold(q);
    if folded.chars().count() < SHORTEST_WORD {
        let finding = Finding::error("query_too_short", "/q").with("value", q);
        return Err(Refusal::invalid(finding.with("minimum", SHORTEST_WORD)));
    }
    let words: Vec<&str> = folded.split(' ').collect();
    if words.iter().any(|w| w.chars().count() < SHORTEST_WORD) {
        return Ok(vec![folded]);
    }
    let (first, rest) = words.split_at(words.len().min(MOST_WORDS - 1));
    let mut words: Vec<String> = first.iter().map(|w| (*w).to_owned()).collect();
    words.extend((!rest.is_empty()).then(|| rest.join(" ")));
    Ok(words)
}

const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

fn cursor(row: &ListedVersion, by_change: bool) -> String {
    let key = format!("{}|{}", row.item_id, row.number);
    if by_change {
        format!("{key}|{}", row.updated_at.format(INSTANT))
    } else {
        key
    }
}

fn after(key: &str, by_change: bool) -> Answer<After> {
    if key.is_empty() {
        return Ok(After::default());
    }
    let foreign = || Refusal::Malformed(Finding::error("cursor_forged", "/cursor"));
    let mut parts = key.split('|');
    let (Some(item_id), Some(number), at) = (parts.next(), parts.next(), parts.next()) else {
        return Err(foreign());
    };
    // A cursor of the other order of the list is of no use here.
    if at.is_some() != by_change {
        return Err(foreign());
    }
    let at = at.map(|at| NaiveDateTime::parse_from_str(at, INSTANT));
    Ok(After {
        updated_at: at.transpose().map_err(|_| foreign())?,
        item_id: item_id.to_owned(),
        number: number.parse().map_err(|_| foreign())?,
    })
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
