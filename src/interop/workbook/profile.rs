//! The mapping profile of the template: the same that a person would write for its columns.

use std::collections::BTreeMap;

use serde_json::Value;

use super::columns::{LABELS, named, usual_languages};
use crate::bank::{Difficulty, ItemType, Language, Purpose, Thinking};
use crate::interop::profile::{
    ContentAttribute as A, Delimiter, EXTERNAL_ID, Encoding, KeyRule, MappingProfile,
    MappingSchema, OptionColumns, OptionRule, Source, SourceKind, TextAttribute as T, Tolerances,
    ValueRule,
};
use crate::language::{Locale, text};

/// Types that the template can hold.
pub(super) const TYPES: [ItemType; 10] = [
    ItemType::Mcq,
    ItemType::Multi,
    ItemType::Tf,
    ItemType::Match,
    ItemType::Order,
    ItemType::Sa,
    ItemType::Ea,
    ItemType::Speak,
    ItemType::Practical,
    ItemType::Question,
];

/// Name under which imports of the template are known.
pub const TEMPLATE: &str = "workbook";

/// The profile of the template in these languages; kk, ru, en when empty.
pub fn template_profile(languages: &[Language]) -> MappingProfile {
    let languages = match languages {
        [] => usual_languages(),
        named => named.to_vec(),
    };
    MappingProfile {
        schema: MappingSchema::V1,
        name: TEMPLATE.to_owned(),
        description: None,
        source: Source {
            kind: SourceKind::Csv,
            delimiter: Delimiter::Auto,
            encoding: Encoding::Auto,
        },
        external_id: required("code"),
        code: EXTERNAL_ID.to_owned(),
        language: None,
        content: content(),
        texts: languages.iter().map(texts).collect(),
        options: Some(OptionRule {
            columns: options(&languages),
            ..OptionRule::default()
        }),
        key: Some(KeyRule {
            from: "key".to_owned(),
            after: None,
            separator: None,
            number: None,
        }),
        tolerances: Tolerances::default(),
    }
}

fn from(column: &str) -> ValueRule {
    ValueRule {
        from: Some(column.to_owned()),
        ..ValueRule::default()
    }
}

fn required(column: &str) -> ValueRule {
    ValueRule {
        required: true,
        ..from(column)
    }
}

/// A column of words: the codes themselves and what the lists call them in every language.
fn worded<'c>(column: &str, codes: impl IntoIterator<Item = &'c str>) -> ValueRule {
    let mut map = BTreeMap::new();
    for code in codes {
        map.insert(code.to_owned(), code.to_owned());
        for locale in Locale::ALL {
            map.insert(meaning(locale, column, code), code.to_owned());
        }
    }
    ValueRule {
        map,
        ..from(column)
    }
}

/// What a list calls a code.
pub(super) fn meaning(locale: Locale, column: &str, code: &str) -> String {
    let id = format!("workbook-{column}-{}", code.to_lowercase());
    text(locale, &id, &[])
}

fn content() -> BTreeMap<A, ValueRule> {
    let list = |column: &str| ValueRule {
        separator: Some(",".to_owned()),
        ..from(column)
    };
    let or = |rule: ValueRule, default: Value| ValueRule {
        default: Some(default),
        ..rule
    };
    let types = worded("type", TYPES.iter().map(|kind| kind.as_str()));
    let purposes = Purpose::ALL.iter().map(|purpose| purpose.as_str());
    let thinking = Thinking::ALL.iter().map(|level| level.as_str());
    let difficulty = Difficulty::ALL.iter().map(|level| level.as_str());
    BTreeMap::from([
        (A::Type, or(types, "MCQ".into())),
        (
            A::Purpose,
            or(worded("purpose", purposes), "summative".into()),
        ),
        (A::Subject, required("subject")),
        (A::Grade, required("grade")),
        (A::Term, from("term")),
        (A::Programme, from("programme")),
        (A::Unit, from("unit")),
        (A::Objectives, list("objectives")),
        (A::Criteria, list("criteria")),
        (A::Thinking, worded("thinking", thinking)),
        (A::Difficulty, worded("difficulty", difficulty)),
        (A::Points, or(from("points"), 1.into())),
        (A::Minutes, from("minutes")),
        (A::Tags, list("tags")),
        (A::Author, from("author")),
        (A::Source, from("source")),
        (A::Licence, from("licence")),
    ])
}

fn texts(language: &Language) -> (String, BTreeMap<T, ValueRule>) {
    let attributes = [
        T::Stem,
        T::Hint,
        T::Explanation,
        T::MarkingNotes,
        T::SampleAnswer,
    ];
    let rules = attributes.map(|of| (of, from(&named(of.as_str(), language))));
    (language.to_string(), BTreeMap::from(rules))
}

fn options(languages: &[Language]) -> Vec<OptionColumns> {
    let columns = |label: &&str| OptionColumns {
        label: (*label).to_owned(),
        texts: languages
            .iter()
            .map(|language| {
                let column = format!("option_{}", label.to_lowercase());
                (language.clone(), named(&column, language))
            })
            .collect(),
    };
    LABELS.iter().map(columns).collect()
}
