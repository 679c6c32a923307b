//! Parts, keys, mark schemes and texts of generated items.

use std::collections::BTreeMap;

use crate::bank::content::{Band, CodedValue, Descriptor, Key, MarkScheme, NumericKey, Pair, Part};
use crate::bank::texts::{ItemTexts, PartTexts};
use crate::bank::{Hundredths, ItemType, Language, PartialRule, Points, SchemeKind};
use crate::specification::component::{ItemNeeds, ResolvedRow};

use super::Generator;

impl Generator<'_> {
    pub(super) fn part(&mut self, row: &ResolvedRow, item_type: ItemType, points: Points) -> Part {
        let kind = self.scheme_kind(row, item_type);
        let count = row.options.unwrap_or(4).max(2) as usize;
        let ids = |count: usize| (0..count).map(option_id).collect::<Vec<_>>();
        let mut part = Part {
            id: "a".to_owned(),
            part_type: None,
            points,
            options: Vec::new(),
            targets: Vec::new(),
            max_chosen: None,
            key: Key::default(),
            scheme: self.scheme(kind, row, points),
            values: Vec::new(),
        };
        match item_type {
            ItemType::Mcq => {
                part.options = ids(count);
                part.key.correct = vec![part.options[self.below(count)].clone()];
            }
            ItemType::Tf => {
                part.options = ids(2);
                part.key.correct = vec![part.options[self.below(2)].clone()];
            }
            ItemType::Multi => {
                let keys = row
                    .max_correct
                    .unwrap_or(2)
                    .min(count as u32 - 1)
                    .clamp(1, 2) as usize;
                let first = self.below(count);
                part.options = ids(count);
                part.key.correct = (0..keys)
                    .map(|i| part.options[(first + i) % count].clone())
                    .collect();
                part.key.correct.sort();
            }
            ItemType::Match => {
                part.options = ids(2);
                part.targets = (1..=4).map(|n| n.to_string()).collect();
                let shift = self.below(4);
                let pair = |(i, left): (usize, &String)| Pair {
                    left: left.clone(),
                    right: part.targets[(i + shift) % 4].clone(),
                };
                part.key.pairs = part.options.iter().enumerate().map(pair).collect();
            }
            ItemType::Order => {
                part.options = ids(count);
                let mut order = part.options.clone();
                order.rotate_left(1 + self.below(count - 1));
                part.key.order = order;
            }
            ItemType::Sa => {
                let value = self.below(1000).to_string();
                part.key.number = Some(NumericKey {
                    value,
                    tolerance: None,
                    units: Vec::new(),
                    unit_required: false,
                });
            }
            ItemType::Question => {
                let most = row
                    .coded_each
                    .map_or(3, |points| points.0 / 100)
                    .clamp(1, 9);
                part.options = ids(most as usize + 1);
                let values = (0..).zip(&part.options);
                part.values = values
                    .map(|(value, option)| CodedValue {
                        option: option.clone(),
                        value,
                    })
                    .collect();
            }
            ItemType::Ea | ItemType::Speak | ItemType::Practical => {}
        }
        part
    }

    fn scheme_kind(&self, row: &ResolvedRow, item_type: ItemType) -> SchemeKind {
        let rule = self
            .component
            .mark_scheme_rule
            .as_ref()
            .map(|rule| rule.style);
        let open = if item_type.is_closed() || item_type == ItemType::Question {
            SchemeKind::Key
        } else {
            SchemeKind::Analytic
        };
        row.mark_scheme.or(rule).unwrap_or(open)
    }

    fn scheme(&self, kind: SchemeKind, row: &ResolvedRow, points: Points) -> MarkScheme {
        let mut scheme = MarkScheme {
            kind,
            rule: row.partial.unwrap_or(PartialRule::AllOrNothing),
            descriptors: Vec::new(),
            bands: Vec::new(),
        };
        let rule = self
            .component
            .mark_scheme_rule
            .as_ref()
            .and_then(|rule| rule.points_per_descriptor);
        match kind {
            SchemeKind::Key => {}
            SchemeKind::Analytic => scheme.descriptors = descriptors(points, rule),
            SchemeKind::Banded => scheme.bands = bands(points),
        }
        scheme
    }
}

/// Descriptors of `each` points (1 by custom) and one for the rest.
fn descriptors(points: Points, each: Option<Points>) -> Vec<Descriptor> {
    let each = each.unwrap_or(Points::whole(1)).0.max(1);
    let mut rest = points.0;
    let mut descriptors = Vec::new();
    while rest > 0 {
        let points = Hundredths(rest.min(each));
        let id = format!("d{}", descriptors.len() + 1);
        descriptors.push(Descriptor {
            id,
            points,
            criterion: None,
            objective: None,
        });
        rest -= each;
    }
    descriptors
}

/// Two contiguous bands of whole points from 0.
fn bands(points: Points) -> Vec<Band> {
    let top = points.0 / 100;
    let middle = top / 2;
    let band = |id: &str, min, max| Band {
        id: id.to_owned(),
        min: Points::whole(min),
        max: Points::whole(max),
    };
    match top {
        0 => vec![band("b1", 0, 0)],
        _ => vec![band("b1", 0, middle), band("b2", middle + 1, top)],
    }
}

fn option_id(index: usize) -> String {
    char::from(b'a' + u8::try_from(index % 26).unwrap_or(0)).to_string()
}

/// A sentence that says what the text is.
pub(super) fn said(language: &Language, what: &str, code: &str) -> String {
    match (language.as_str(), what) {
        ("kk", "stimulus") => format!("Құрылымды сынауға арналған мәтін {code}, мазмұны жоқ."),
        ("ru", "stimulus") => format!("Текст {code} для проверки структуры, без содержания."),
        ("kk", _) => format!("Құрылымды сынауға арналған тапсырма {code}, мазмұны жоқ."),
        ("ru", _) => format!("Задание {code} для проверки структуры, без содержания."),
        (_, "stimulus") => format!("Generated text {code} for structural trials, without content."),
        _ => format!("Generated task {code} for structural trials, without content."),
    }
}

pub(super) fn texts(language: &Language, code: &str, part: &Part, needs: ItemNeeds) -> ItemTexts {
    let named = |ids: &[String]| -> BTreeMap<String, String> {
        ids.iter()
            .map(|id| (id.clone(), format!("{code} {id}")))
            .collect()
    };
    let descriptors: Vec<String> = part
        .scheme
        .descriptors
        .iter()
        .map(|d| d.id.clone())
        .collect();
    let bands: Vec<String> = part
        .scheme
        .bands
        .iter()
        .map(|band| band.id.clone())
        .collect();
    let texts = PartTexts {
        options: named(&part.options),
        targets: named(&part.targets),
        descriptors: named(&descriptors),
        bands: named(&bands),
        ..PartTexts::default()
    };
    ItemTexts {
        stem: said(language, "task", code),
        parts: BTreeMap::from([(part.id.clone(), texts)]),
        hint: needs.hint.then(|| said(language, "hint", code)),
        explanation: needs
            .explanation
            .then(|| said(language, "explanation", code)),
        ..ItemTexts::default()
    }
}
