//! The languages of a version side by side.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::item_drafts::{document_of, source_language};
use super::super::item_sight::{item_object, visible};
use super::super::item_view::language_of;
use super::super::review::sight::hides_author;
use super::super::{Answer, Call, Services};
use super::policy::compared;
use super::stale;
use crate::bank::Language;
use crate::bank::difference::StaleField;
use crate::bank::reading::fields::fields;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::language::text_enum;
use crate::store::items::{self as rows, FoundVersion, ReviewRow, VariantRow};
use crate::store::proposed_variants::{self, ApprovalRow, ProposedRow};
use crate::store::{AnyConnection, failure};

text_enum! {
    /// Where a language of a version stands.
    LanguageWord {
        /// Written, and approved when its version is.
        Written = "written",
        /// Its source moved since it was written.
        Stale = "stale",
        /// Approved: forms may use it.
        Approved = "approved",
        /// Added to an approved version; waits for its own approval.
        Proposed = "proposed",
        /// Added, and sent back to its author.
        Returned = "returned",
    }
}

/// A language of a version.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LanguageState {
    /// Where it stands.
    pub state: LanguageWord,
    /// True for the language that the others are translated from.
    pub is_source: bool,
    /// Revision of its texts; none while it is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Who wrote it; absent where a blind review hides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Who approved it: with its version, or by itself. Absent where the version came approved from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<DateTime<Utc>>,
    /// Why it was sent back, or what was said when it was approved by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// What a stale one has to look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<StaleField>,
}

/// One text in every language that has it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LanguageRow {
    /// Pointer inside the texts of a language (`/parts/a/options/B`).
    pub pointer: String,
    /// Language → text.
    pub texts: BTreeMap<Language, String>,
}

/// The languages of a version side by side.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemLanguages {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// The version.
    pub number: i32,
    /// Language → where it stands.
    pub languages: BTreeMap<Language, LanguageState>,
    /// Every text, side by side.
    pub rows: Vec<LanguageRow>,
    /// In what the languages are not equal, by the quality policy: an error keeps a language from being
    /// approved by itself.
    pub findings: Vec<Finding>,
}

/// The languages of a version side by side, those that are only proposed among them, with everything in
/// which they are not equal.
pub fn read_item_languages(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
) -> Answer<ItemLanguages> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        call.require(Permission::ReadKeys, &item_object(&found))?;
        side_by_side(services, c, call, &found)
    })
}

/// The same of a version that was read.
pub(super) fn side_by_side(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    found: &FoundVersion,
) -> Answer<ItemLanguages> {
    let (id, number) = (&found.item.id, found.version.number);
    let proposed = proposed_variants::of_version(c, id, number)?;
    let approvals = proposed_variants::approvals(c, id, number)?;
    let review = rows::reviews(c, id)?
        .into_iter()
        .rfind(|row| row.number == number && row.verdict == "approve");
    let document = with_proposals(found, &proposed)?;
    let source = source_language(&document).cloned();
    let is_approved = !matches!(found.version.phase.as_str(), "draft" | "review")
        && !matches!(found.version.state.as_str(), "returned" | "rejected");
    let mut languages = BTreeMap::new();
    for row in &found.variants {
        let language = language_of(&row.language)?;
        let own = approvals.iter().rfind(|a| a.language == row.language);
        let mut state = of_variant(row, is_approved, own, review.as_ref());
        state.is_source = source.as_ref() == Some(&language);
        state.moved = stale::moved(c, found, row)?;
        languages.insert(language, state);
    }
    for row in proposed {
        languages.insert(language_of(&row.language)?, of_proposal(row));
    }
    if hides_author(c, call, found)? {
        for state in languages.values_mut() {
            state.written_by = state
                .written_by
                .take()
                .filter(|who| *who == call.actor.user_id);
        }
    }
    let findings = compared(services, c, found, &document)?;
    Ok(ItemLanguages {
        item_id: id.clone(),
        code: found.item.code.clone(),
        number,
        languages,
        rows: lines(&document),
        findings,
    })
}

/// A version with every language that is proposed for it.
pub(in crate::service) fn document_with_proposals(
    c: &mut AnyConnection,
    found: &FoundVersion,
) -> Answer<ItemDocument> {
    let proposed = proposed_variants::of_version(c, &found.item.id, found.version.number)?;
    with_proposals(found, &proposed)
}

/// A version with what is proposed for it.
pub(super) fn with_proposals(
    found: &FoundVersion,
    proposed: &[ProposedRow],
) -> Answer<ItemDocument> {
    let mut document = document_of(found)?;
    for row in proposed {
        let texts: ItemTexts = failure::read_json(&row.texts)?;
        document.texts.insert(language_of(&row.language)?, texts);
    }
    Ok(document)
}

fn of_variant(
    row: &VariantRow,
    is_approved: bool,
    own: Option<&ApprovalRow>,
    review: Option<&ReviewRow>,
) -> LanguageState {
    let with_version = review
        .filter(|_| is_approved)
        .map(|r| (r.reviewer.clone(), r.created_at.and_utc()));
    let by_itself = own.map(|a| (a.approved_by.clone(), a.approved_at.and_utc()));
    let approved = by_itself.or(with_version);
    let state = match row.state.as_str() {
        "stale" => LanguageWord::Stale,
        _ if is_approved => LanguageWord::Approved,
        _ => LanguageWord::Written,
    };
    LanguageState {
        state,
        is_source: false,
        revision: Some(row.revision),
        written_by: Some(row.created_by.clone()),
        written_at: row.created_at.and_utc(),
        approved_by: approved.as_ref().map(|(by, _)| by.clone()),
        approved_at: approved.map(|(_, at)| at),
        comment: own.map(|a| a.comment.clone()).unwrap_or_default(),
        moved: Vec::new(),
    }
}

fn of_proposal(row: ProposedRow) -> LanguageState {
    LanguageState {
        state: match row.state.as_str() {
            "returned" => LanguageWord::Returned,
            _ => LanguageWord::Proposed,
        },
        is_source: false,
        revision: None,
        written_by: Some(row.created_by),
        written_at: row.created_at.and_utc(),
        approved_by: None,
        approved_at: None,
        comment: row.comment,
        moved: Vec::new(),
    }
}

/// Every text of every language, in the order of the source.
fn lines(document: &ItemDocument) -> Vec<LanguageRow> {
    let source = source_language(document);
    let mut order: Vec<(&Language, &ItemTexts)> = document.texts.iter().collect();
    order.sort_by_key(|(language, _)| Some(*language) != source);
    let mut lines: Vec<LanguageRow> = Vec::new();
    for (language, texts) in order {
        for field in fields(texts) {
            let text = field.text.to_owned();
            match lines.iter_mut().find(|line| line.pointer == field.pointer) {
                Some(line) => {
                    line.texts.insert(language.clone(), text);
                }
                None => lines.push(LanguageRow {
                    pointer: field.pointer,
                    texts: BTreeMap::from([(language.clone(), text)]),
                }),
            }
        }
    }
    lines
}
