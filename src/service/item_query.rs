//! Which items a list is of: the query as callers write it, and the filter it becomes.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Call, Refusal};
use crate::bank::phase::Phase;
use crate::bank::{Access, Difficulty, ItemType, Language, Purpose, Thinking};
use crate::identity::{Permission, ScopeRule};
use crate::language::finding::Finding;
use crate::language::{fold, text_enum};
use crate::store::item_evidence::{MetricRange, any_value};
use crate::store::item_lists::{
    EvidenceFilter, ItemFilter, MOST_BEGINNINGS, MOST_WORDS, UsageFilter,
};

/// Shortest word that is looked for inside of words.
const SHORTEST_WORD: usize = 3;

text_enum! {
    /// What a list of items is put in order by.
    ItemSort {
        /// The beginning of the task in the language it was written in, in the order of the alphabet.
        Title = "title",
        /// The code; numbers in it by their value.
        Code = "code",
        /// The last change.
        Updated = "updated",
        /// The points.
        Points = "points",
        /// The difficulty level.
        Difficulty = "difficulty",
    }
}

text_enum! {
    /// Whether anything is known of an item.
    Evidence {
        /// There are statistics.
        Some = "some",
        /// There are none.
        None = "none",
    }
}

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
    /// Words of the task in any language: parts of words from three letters on, one or two letters as
    /// the beginning of a word; case, accents and look-alike letters do not matter.
    #[serde(default)]
    pub q: Option<String>,
    /// Versions that changed at or after this moment.
    #[serde(default)]
    pub updated_since: Option<DateTime<Utc>>,
    /// Share of the points reached, at least; only where statistics may be read.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub p_min: Option<f64>,
    /// Share of the points reached, at most.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub p_max: Option<f64>,
    /// Correlation with the total, at least.
    #[serde(default)]
    #[schemars(range(min = -1, max = 1))]
    pub rit_min: Option<f64>,
    /// IRT difficulty, at least; of one scale.
    #[serde(default)]
    pub b_min: Option<f64>,
    /// IRT difficulty, at most; of one scale.
    #[serde(default)]
    pub b_max: Option<f64>,
    /// Scale of the values.
    #[serde(default)]
    pub scale: Option<String>,
    /// Candidates behind a statistic, at least.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub n_min: Option<i32>,
    /// Administration whose statistics count; the newest of each item when absent.
    #[serde(default)]
    pub administration: Option<String>,
    /// With statistics, or without any evidence.
    #[serde(default)]
    pub statistics: Option<Evidence>,
    /// In a locked form, or in none.
    #[serde(default)]
    pub used: Option<bool>,
    /// In a sitting of this school year (`2026-2027`); with `used_term`.
    #[serde(default)]
    pub used_year: Option<String>,
    /// In a sitting of this term; with `used_year`.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub used_term: Option<u8>,
    /// In fewer locked forms than this.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub used_fewer_than: Option<i64>,
    /// What the list is put in order by; by item when absent.
    #[serde(default)]
    pub sort: Option<ItemSort>,
    /// From the last to the first.
    #[serde(default)]
    pub descending: Option<bool>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// What is wrong with a page in the query of something that is always the whole list.
pub(super) fn page_of(query: &ItemQuery) -> Vec<Finding> {
    let page = [
        ("cursor", query.cursor.is_some()),
        ("limit", query.limit.is_some()),
    ];
    let given = page.into_iter().filter(|(_, given)| *given);
    given
        .map(|(name, _)| Finding::error("whole_list_meant", format!("/{name}")).with("name", name))
        .collect()
}

/// The filter of a query.
pub(super) fn filter_of(call: &Call, query: &ItemQuery) -> Answer<ItemFilter> {
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
    let (words, beginnings) = match query.q.as_deref() {
        Some(q) => words(q)?,
        None => Default::default(),
    };
    let mut findings = Vec::new();
    let evidence = evidence_of(call, query, &mut findings)?;
    let usage = usage_of(query, &mut findings);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
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
        words,
        beginnings,
        evidence,
        usage,
        every_version: false,
        updated_since: query.updated_since.map(|t| t.naive_utc()),
    })
}

/// What is asked of statistics. They are as secret as keys: only where the caller may read or enter them.
fn evidence_of(
    call: &Call,
    query: &ItemQuery,
    findings: &mut Vec<Finding>,
) -> Answer<Option<EvidenceFilter>> {
    let mut ranges = Vec::new();
    let bounds = [
        ("p", query.p_min, query.p_max),
        ("rit", query.rit_min, None),
        ("b", query.b_min, query.b_max),
    ];
    for (metric, minimum, maximum) in bounds {
        if let (Some(low), Some(high)) = (minimum, maximum)
            && low > high
        {
            let finding = Finding::error("filter_range_empty", format!("/{metric}_min"));
            findings.push(finding.with("minimum", low).with("maximum", high));
        }
        if minimum.is_some() || maximum.is_some() {
            ranges.push(MetricRange {
                metric: metric.to_owned(),
                minimum: minimum.unwrap_or(f64::MIN),
                maximum: maximum.unwrap_or(f64::MAX),
            });
        }
    }
    let none = query.statistics == Some(Evidence::None);
    if none && !ranges.is_empty() {
        let finding = Finding::error("filter_contradiction", "/statistics");
        findings.push(finding.with("other", format!("{}_min", ranges[0].metric)));
    }
    let narrows = query.n_min.is_some() || query.administration.is_some() || query.scale.is_some();
    if ranges.is_empty() && query.statistics.is_none() && !narrows {
        return Ok(None);
    }
    let permissions = [Permission::ReadKeys, Permission::WriteStatistics];
    let rules: Vec<ScopeRule> = permissions
        .into_iter()
        .flat_map(|permission| call.actor.grants_with(permission))
        .map(|grant| ScopeRule {
            path_prefix: grant.org_path.clone(),
            subject: grant.subject.clone(),
        })
        .collect();
    if rules.is_empty() {
        return Err(Refusal::Denied {
            permission: Permission::ReadKeys,
        });
    }
    if ranges.is_empty() && !none {
        ranges.push(any_value());
    }
    Ok(Some(EvidenceFilter {
        rules,
        administration: query.administration.clone().unwrap_or_default(),
        scale: query.scale.clone().unwrap_or_default(),
        n_min: query.n_min.unwrap_or(1),
        ranges,
        none,
    }))
}

fn usage_of(query: &ItemQuery, findings: &mut Vec<Finding>) -> Option<UsageFilter> {
    let in_term = match (&query.used_year, query.used_term) {
        (Some(year), Some(term)) => Some((year.clone(), i32::from(term))),
        (None, None) => None,
        (Some(_), None) => {
            let finding = Finding::error("filter_incomplete", "/used_year");
            findings.push(finding.with("needs", "used_term"));
            None
        }
        (None, Some(_)) => {
            let finding = Finding::error("filter_incomplete", "/used_term");
            findings.push(finding.with("needs", "used_year"));
            None
        }
    };
    let usage = UsageFilter {
        used: query.used,
        in_term,
        fewer_than: query.used_fewer_than,
    };
    (usage != UsageFilter::default()).then_some(usage)
}

/// The folded words of a search, and the beginnings of words. Where there are too many short words, all
/// are looked for as one phrase.
fn words(q: &str) -> Answer<(Vec<String>, Vec<String>)> {
    let folded = fold(q);
    if folded.is_empty() {
        let finding = Finding::error("query_without_letters", "/q").with("value", q);
        return Err(Refusal::invalid(finding));
    }
    let is_long = |word: &&str| word.chars().count() >= SHORTEST_WORD;
    let (words, beginnings): (Vec<&str>, Vec<&str>) = folded.split(' ').partition(is_long);
    if beginnings.len() > MOST_BEGINNINGS {
        return Ok((vec![folded], Vec::new()));
    }
    let (first, rest) = words.split_at(words.len().min(MOST_WORDS - 1));
    let mut words: Vec<String> = first.iter().map(|w| (*w).to_owned()).collect();
    words.extend((!rest.is_empty()).then(|| rest.join(" ")));
    Ok((words, beginnings.into_iter().map(str::to_owned).collect()))
}
