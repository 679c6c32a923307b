//! Two items beside each other: what is equal, what differs.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::print::Print;
use super::score::Score;
use super::tokens::{said_all, tokens};
use crate::bank::content::ItemContent;
use crate::bank::difference::{Piece, pieces};
use crate::bank::quality::QualityPolicy;
use crate::bank::reading::numerals::DecimalMark;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::bank::{Hundredths, Language};

/// Options that share fewer of their words are no pair.
const PAIR_FROM: Hundredths = Hundredths::whole(30);

/// Fields of the content that are put beside each other.
const FACTS: [&str; 14] = [
    "type",
    "purpose",
    "subject",
    "grade_min",
    "grade_max",
    "unit",
    "objectives",
    "criteria",
    "difficulty",
    "thinking",
    "points",
    "minutes",
    "stimulus",
    "family",
];

/// Two items in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SideBySide {
    /// The language.
    pub language: Language,
    /// How alike they are.
    pub score: Score,
    /// True when they differ in numbers only.
    pub same_template: bool,
    /// True when the same texts are right.
    pub same_key: bool,
    /// Stem and prompts, in their order.
    pub texts: Vec<TextPair>,
    /// Options and right elements, those of the first item in their order, then what only the second has.
    pub options: Vec<OptionPair>,
    /// Type, subject, grades and other fields of the content that at least one has.
    pub facts: Vec<Fact>,
}

/// Two texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TextPair {
    /// `stem`, or the id of the part whose prompt it is.
    pub of: String,
    /// True when only case, white space, look-alike letters or the spelling of numbers differ.
    pub equal: bool,
    /// The texts by words: what is removed stands in the first only, what is added in the second.
    pub pieces: Vec<Piece>,
}

/// An option of each item; one side is absent where the other has no partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OptionPair {
    /// The option of the first item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<OptionSide>,
    /// The option of the second item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<OptionSide>,
    /// True when both say the same.
    pub equal: bool,
    /// The texts by words, where both are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OptionSide {
    /// Part id.
    pub part: String,
    /// Option id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// True when it is keyed.
    pub is_key: bool,
}

/// A field of both contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// Name of the field.
    pub name: String,
    /// Its value in the first item; null where it has none.
    pub first: Value,
    /// Its value in the second item.
    pub second: Value,
    /// True when they are equal.
    pub equal: bool,
}

/// Two items beside each other in a language; `None` where one of them does not speak it.
pub fn side_by_side(
    policy: &QualityPolicy,
    first: &ItemDocument,
    second: &ItemDocument,
    language: &Language,
) -> Option<SideBySide> {
    let mark = policy.decimal_mark(language);
    let (one, other) = (first.texts.get(language)?, second.texts.get(language)?);
    let prints = [
        Print::of(&first.content, one, mark),
        Print::of(&second.content, other, mark),
    ];
    let words_from = policy.similarity.family_words_from;
    Some(SideBySide {
        language: language.clone(),
        score: Score::of(&prints[0], &prints[1], &policy.similarity.weights),
        same_template: prints[0].template() == prints[1].template()
            && prints[0].tells_a_family(words_from),
        same_key: prints[0].key == prints[1].key,
        texts: text_pairs((&first.content, one), (&second.content, other), mark),
        options: option_pairs(
            sides(&first.content, one),
            sides(&second.content, other),
            mark,
        ),
        facts: facts(&first.content, &second.content),
    })
}

fn text_pairs(
    (first, one): (&ItemContent, &ItemTexts),
    (second, other): (&ItemContent, &ItemTexts),
    mark: DecimalMark,
) -> Vec<TextPair> {
    let mut pairs = vec![text_pair("stem", &one.stem, &other.stem, mark)];
    let prompt = |texts: &ItemTexts, id: Option<&String>| -> String {
        let part = id.and_then(|id| texts.parts.get(id));
        part.and_then(|part| part.prompt.clone())
            .unwrap_or_default()
    };
    let most = first.parts.len().max(second.parts.len());
    for n in 0..most {
        let ids = [first, second].map(|content| content.parts.get(n).map(|part| &part.id));
        let (before, after) = (prompt(one, ids[0]), prompt(other, ids[1]));
        if let Some(id) = ids[0].or(ids[1])
            && !(before.is_empty() && after.is_empty())
        {
            pairs.push(text_pair(id, &before, &after, mark));
        }
    }
    pairs
}

fn text_pair(of: &str, first: &str, second: &str, mark: DecimalMark) -> TextPair {
    TextPair {
        of: of.to_owned(),
        equal: said(first, mark) == said(second, mark),
        pieces: pieces(first, second),
    }
}

fn said(text: &str, mark: DecimalMark) -> String {
    said_all(&tokens(text, mark))
}

fn sides(content: &ItemContent, texts: &ItemTexts) -> Vec<OptionSide> {
    let mut found = Vec::new();
    for part in &content.parts {
        let Some(said) = texts.parts.get(&part.id) else {
            continue;
        };
        for id in part.options.iter().chain(&part.targets) {
            let text = said.options.get(id).or(said.targets.get(id));
            found.extend(text.map(|text| OptionSide {
                part: part.id.clone(),
                id: id.clone(),
                text: text.clone(),
                is_key: part.key.correct.contains(id),
            }));
        }
    }
    found
}

/// Equal options are pairs first, then those most alike.
fn option_pairs(
    first: Vec<OptionSide>,
    second: Vec<OptionSide>,
    mark: DecimalMark,
) -> Vec<OptionPair> {
    let mut partner: Vec<Option<usize>> = vec![None; first.len()];
    let mut taken = vec![false; second.len()];
    let words = |side: &OptionSide| said(&side.text, mark);
    let (ours, theirs): (Vec<_>, Vec<_>) = (
        first.iter().map(words).collect(),
        second.iter().map(words).collect(),
    );
    let mut ranked = Vec::new();
    for (n, one) in ours.iter().enumerate() {
        for (m, other) in theirs.iter().enumerate() {
            let shared = shared_words(one, other);
            if one == other || shared >= PAIR_FROM {
                ranked.push((one != other, Reverse(shared), n, m));
            }
        }
    }
    ranked.sort_unstable();
    for (_, _, n, m) in ranked {
        if partner[n].is_none() && !taken[m] {
            partner[n] = Some(m);
            taken[m] = true;
        }
    }
    let mut pairs: Vec<OptionPair> = Vec::new();
    for (n, side) in first.into_iter().enumerate() {
        let other = partner[n].map(|m| second[m].clone());
        pairs.push(OptionPair {
            equal: partner[n].is_some_and(|m| ours[n] == theirs[m]),
            pieces: other
                .as_ref()
                .map_or(Vec::new(), |other| pieces(&side.text, &other.text)),
            first: Some(side),
            second: other,
        });
    }
    for side in (0..second.len())
        .filter(|m| !taken[*m])
        .map(|m| second[m].clone())
    {
        pairs.push(OptionPair {
            first: None,
            second: Some(side),
            equal: false,
            pieces: Vec::new(),
        });
    }
    pairs
}

/// Words that both have, of all their words, in percent.
fn shared_words(first: &str, second: &str) -> Hundredths {
    let set = |text: &str| -> BTreeSet<String> { text.split(' ').map(str::to_owned).collect() };
    let (one, other) = (set(first), set(second));
    let shared = one.intersection(&other).count() as i64;
    let all = one.union(&other).count() as i64;
    Hundredths(if all > 0 { shared * 10_000 / all } else { 0 })
}

fn facts(first: &ItemContent, second: &ItemContent) -> Vec<Fact> {
    let value = |content: &ItemContent| serde_json::to_value(content).unwrap_or_default();
    let (one, other) = (value(first), value(second));
    let both = FACTS.iter().map(|name| Fact {
        name: (*name).to_owned(),
        first: one[*name].clone(),
        second: other[*name].clone(),
        equal: one[*name] == other[*name],
    });
    both.filter(|fact| !(fact.first.is_null() && fact.second.is_null()))
        .collect()
}
