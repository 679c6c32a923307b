//! What a collection says of itself, as it is written and as its row keeps it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Refusal};
use crate::bank::Language;
use crate::bank::collection::check::Head;
use crate::bank::collection::{CollectionKind, KeysFor, RESERVED_CODES};
use crate::language::finding::Finding;
use crate::store::collections::CollectionRow;
use crate::store::{StoreError, failure};

/// A text by language.
pub type Texts = BTreeMap<Language, String>;

/// What a collection says of itself.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteCollection {
    /// Code: its address in the catalogue.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9._-]{0,79}$"))]
    pub code: String,
    /// What it is.
    pub kind: CollectionKind,
    /// Who gets keys, mark schemes, hints and explanations.
    #[serde(default = "WriteCollection::default_keys")]
    pub keys: KeysFor,
    /// Title by language.
    #[schemars(length(min = 1))]
    pub title: Texts,
    /// What it is for, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub description: Texts,
    /// Subject code; a questionnaire needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Lowest grade it is for.
    #[schemars(range(min = 0, max = 13))]
    pub grade_min: u8,
    /// Highest grade it is for.
    #[schemars(range(min = 0, max = 13))]
    pub grade_max: u8,
    /// Term of the school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Languages in which every item has to be; without them it comes in those that all items have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 10))]
    pub languages: Vec<Language>,
    /// Who is to be named with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 400))]
    pub attribution: String,
    /// Licence of items that have none of their own (SPDX identifier or a short text).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub licence: Option<String>,
}

impl WriteCollection {
    const fn default_keys() -> KeysFor {
        KeysFor::KeyHolders
    }
}

/// What the input says, as a row without identity.
pub(super) fn said(input: &WriteCollection) -> CollectionRow {
    let languages: Vec<&str> = input.languages.iter().map(Language::as_str).collect();
    CollectionRow {
        id: String::new(),
        owner_org: String::new(),
        code: input.code.clone(),
        kind: input.kind.to_string(),
        keys_for: input.keys.to_string(),
        title: failure::write_json(&input.title),
        description: failure::write_json(&input.description),
        subject: input.subject.clone().unwrap_or_default(),
        grade_min: input.grade_min.into(),
        grade_max: input.grade_max.into(),
        term: input.term.unwrap_or_default().into(),
        languages: languages.join(" "),
        attribution: input.attribution.clone(),
        licence: input.licence.clone().unwrap_or_default(),
        state: String::new(),
        edition: 0,
        revision: 0,
        created_by: String::new(),
        created_at: DateTime::<Utc>::UNIX_EPOCH.naive_utc(),
        updated_at: DateTime::<Utc>::UNIX_EPOCH.naive_utc(),
    }
}

/// Refuses what is wrong by itself.
pub(super) fn refuse_wrong(input: &WriteCollection) -> Answer<()> {
    let mut findings = Vec::new();
    if RESERVED_CODES.contains(&input.code.as_str()) {
        let reserved = Finding::error("collection_code_reserved", "/code");
        findings.push(reserved.with("code", input.code.as_str()));
    }
    let subject = input.subject.as_deref().unwrap_or_default().trim();
    if subject.is_empty() && input.kind != CollectionKind::Questionnaire {
        findings.push(Finding::error("collection_subject_missing", "/subject"));
    }
    if input.grade_min > input.grade_max {
        let reversed = Finding::error("collection_grades_reversed", "/grade_max");
        let reversed = reversed.with("grade_min", input.grade_min);
        findings.push(reversed.with("grade_max", input.grade_max));
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(findings)),
    }
}

/// What schools know a collection by stays as it was published.
pub(super) fn refuse_fixed(before: &CollectionRow, input: &WriteCollection) -> Answer<()> {
    if before.edition == 0 {
        return Ok(());
    }
    let fixed = [
        ("code", before.code == input.code),
        ("kind", before.kind == input.kind.as_str()),
    ];
    let changed = fixed.into_iter().filter(|(_, same)| !same);
    let findings: Vec<Finding> = changed
        .map(|(field, _)| {
            Finding::error("collection_field_fixed", format!("/{field}")).with("field", field)
        })
        .collect();
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Conflict(findings)),
    }
}

/// What a row says of itself.
pub(super) fn about(row: &CollectionRow) -> Answer<WriteCollection> {
    let language = |code: &str| code.parse::<Language>().map_err(StoreError::Corrupt);
    let present = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Ok(WriteCollection {
        code: row.code.clone(),
        kind: row.kind.parse().map_err(StoreError::Corrupt)?,
        keys: row.keys_for.parse().map_err(StoreError::Corrupt)?,
        title: failure::read_json(&row.title)?,
        description: failure::read_json(&row.description)?,
        subject: present(&row.subject),
        grade_min: u8::try_from(row.grade_min).unwrap_or_default(),
        grade_max: u8::try_from(row.grade_max).unwrap_or_default(),
        term: u8::try_from(row.term).ok().filter(|term| *term > 0),
        languages: row
            .languages
            .split_whitespace()
            .map(language)
            .collect::<Result<_, _>>()?,
        attribution: row.attribution.clone(),
        licence: present(&row.licence),
    })
}

/// What of a collection its items are checked against.
pub(super) fn head_of(about: &WriteCollection) -> Head {
    Head {
        kind: about.kind,
        subject: about.subject.clone(),
        grades: (about.grade_min, about.grade_max),
        languages: about.languages.clone(),
        has_licence: about.licence.is_some(),
    }
}
