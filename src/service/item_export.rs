//! A list of items as a file: CSV for people, JSON Lines for programs, page by page.
//!
//! What the caller may not see is not in it; keys stand in it only where the caller reads keys. A line of
//! JSON Lines is the item as it is read; where `keys_shown` is true its `code`, `content`, `texts` and
//! `source_language` are a document that can be sent back. Ids, versions, phases and statistics are told
//! and do not come back.

use serde_json::json;

use super::imports::without_key;
use super::item_lists::{ItemQuery, ListedItem, list_items};
use super::item_query::page_of;
use super::item_sight::{may_read_keys, sees};
use super::item_view::{ItemView, ShownContent, ShownTexts, view};
use super::{Answer, Call, Refusal, Services};
use crate::document::canonical;
use crate::identity::Permission;
use crate::interop::csv;
use crate::store::{failure, whole_items};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A table.
    Csv,
    /// An object on each line.
    JsonLines,
}

/// A part of a file.
#[derive(Clone, Debug)]
pub struct ExportPart {
    /// Its text.
    pub text: String,
    /// Cursor of the next part; none after the last.
    pub next: Option<String>,
}

/// Columns of the table; the last one only for those who read keys somewhere.
const COLUMNS: [&str; 24] = [
    "code",
    "id",
    "number",
    "phase",
    "state",
    "type",
    "purpose",
    "subject",
    "grade_min",
    "grade_max",
    "term",
    "unit",
    "objectives",
    "difficulty",
    "thinking",
    "points",
    "access",
    "stimulus",
    "family",
    "languages",
    "updated_at",
    "language",
    "task",
    "key",
];

/// One part of the file, after the cursor that the part before gave. The first one begins it, and is
/// audited: what leaves the bank with whom.
pub fn export_items(
    services: &Services,
    call: &Call,
    query: &ItemQuery,
    after: Option<String>,
    format: ExportFormat,
) -> Answer<ExportPart> {
    let findings = page_of(query);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let is_first = after.is_none();
    let of_part = ItemQuery {
        cursor: after,
        limit: Some(services.limits.page),
        ..query.clone()
    };
    let page = list_items(services, call, &of_part)?;
    let keys = call.actor.may_somewhere(Permission::ReadKeys);
    if is_first {
        audit(services, call, query, format, keys)?;
    }
    let columns = COLUMNS.len() - usize::from(!keys);
    let mut text = String::new();
    if is_first && format == ExportFormat::Csv {
        // Spreadsheets know UTF-8 by its mark only.
        text.push('\u{FEFF}');
        text.push_str(&csv::rows([&COLUMNS[..columns]]));
    }
    for (listed, item) in whole(services, call, &page.items)? {
        match format {
            ExportFormat::JsonLines => {
                text.push_str(&failure::write_json(&item));
                text.push('\n');
            }
            ExportFormat::Csv => text.push_str(&csv::rows([&cells(listed, &item)[..columns]])),
        }
    }
    Ok(ExportPart {
        text,
        next: page.next,
    })
}

/// The row says what was asked for, but not the words that were searched.
fn audit(
    services: &Services,
    call: &Call,
    query: &ItemQuery,
    format: ExportFormat,
    keys: bool,
) -> Answer<()> {
    let mut asked = serde_json::to_value(query).unwrap_or_default();
    if let Some(asked) = asked.as_object_mut() {
        asked.retain(|name, value| !value.is_null() && *value != json!([]) && name != "q");
    }
    let format = match format {
        ExportFormat::Csv => "csv",
        ExportFormat::JsonLines => "jsonl",
    };
    let detail =
        json!({"format": format, "keys": keys, "words": query.q.is_some(), "query": asked});
    let org = &call.actor.home_org;
    // A read has no answer to keep for a second time.
    services.write(&without_key(call), "export_items", |unit| {
        unit.audit(org, "item_list", org, detail.clone())
    })
}

/// The items of the rows as the caller may see them; those that went away in the meantime are left out.
fn whole<'a>(
    services: &Services,
    call: &Call,
    listed: &'a [ListedItem],
) -> Answer<Vec<(&'a ListedItem, ItemView)>> {
    let keys: Vec<(&str, i32)> = listed.iter().map(|l| (l.id.as_str(), l.number)).collect();
    let mut found = services.read(|c| Ok(whole_items::versions(c, &keys)?))?;
    let mut items = Vec::with_capacity(listed.len());
    for row in listed {
        let version = found.remove(&(row.id.clone(), row.number));
        if let Some(version) = version.filter(|version| sees(call, version)) {
            let keys = may_read_keys(call, &version);
            items.push((row, view(version, keys, Vec::new())?));
        }
    }
    Ok(items)
}

fn cells(listed: &ListedItem, item: &ItemView) -> Vec<String> {
    let term = if listed.term > 0 {
        listed.term.to_string()
    } else {
        String::new()
    };
    let language = item.source_language.as_ref();
    let texts = language.and_then(|language| item.texts.get(language));
    let task = texts.map_or(String::new(), |texts| match texts {
        ShownTexts::Open(texts) => texts.stem.clone(),
        ShownTexts::Full(texts) => texts.stem.clone(),
    });
    vec![
        listed.code.clone(),
        listed.id.clone(),
        listed.number.to_string(),
        listed.phase.to_string(),
        listed.state.clone(),
        listed.item_type.clone(),
        listed.purpose.clone(),
        listed.subject.clone(),
        listed.grade_min.to_string(),
        listed.grade_max.to_string(),
        term,
        listed.unit.clone(),
        listed.objectives.join(" "),
        listed.difficulty.clone(),
        listed.thinking.clone(),
        listed.points.to_string(),
        listed.access.clone(),
        listed.stimulus.clone(),
        listed.family.clone(),
        listed.languages.join(" "),
        listed.updated_at.to_rfc3339(),
        language.map(ToString::to_string).unwrap_or_default(),
        task,
        key_of(item),
    ]
}

/// Part → key, as the document writes it; '' where the caller reads none.
fn key_of(item: &ItemView) -> String {
    let ShownContent::Full(content) = &item.content else {
        return String::new();
    };
    let keyed = content.parts.iter().filter(|part| !part.key.is_empty());
    let keys = keyed.map(|part| format!("{}: {}", part.id, canonical(&part.key)));
    keys.collect::<Vec<_>>().join("; ")
}
