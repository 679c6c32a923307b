//! The key of a part suits its type and names ids that exist.

use std::collections::BTreeSet;

use super::super::content::{Key, NumericKey, Part};
use super::super::{ItemType, SchemeKind};
use super::structure::not_for_type;
use super::{Inspection, PlacedPart, child, duplicate_id};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_key(&mut self, place: &PlacedPart<'_>) {
        self.check_key_fields_suit_type(place);
        match place.kind {
            ItemType::Mcq | ItemType::Tf => self.check_single_key(place),
            ItemType::Multi => self.check_several_keys(place),
            ItemType::Match => self.check_pairs(place),
            ItemType::Order => self.check_order(place),
            ItemType::Sa => self.check_short_answer(place),
            ItemType::Question => self.check_values(place),
            ItemType::Ea | ItemType::Speak | ItemType::Practical => {}
        }
    }

    fn check_key_fields_suit_type(&mut self, place: &PlacedPart<'_>) {
        let Key {
            correct,
            pairs,
            order,
            accepted,
            number,
        } = &place.part.key;
        let kind = place.kind;
        let chosen = matches!(kind, ItemType::Mcq | ItemType::Tf | ItemType::Multi);
        let given_and_wrong = [
            ("correct", !correct.is_empty() && !chosen),
            ("pairs", !pairs.is_empty() && kind != ItemType::Match),
            ("order", !order.is_empty() && kind != ItemType::Order),
            ("accepted", !accepted.is_empty() && kind != ItemType::Sa),
            ("number", number.is_some() && kind != ItemType::Sa),
        ];
        for (field, wrong) in given_and_wrong {
            if wrong {
                self.report(not_for_type(
                    field,
                    kind,
                    format!("{}/key/{field}", place.at),
                ));
            }
        }
    }

    /// MCQ and TF: exactly one key, and it is an option.
    fn check_single_key(&mut self, place: &PlacedPart<'_>) {
        let correct = &place.part.key.correct;
        if correct.len() > 1 {
            self.report(
                Finding::error("key_too_many", format!("{}/key/correct", place.at))
                    .with("type", place.kind.as_str())
                    .with("have", correct.len())
                    .with("keys", correct.join(", ")),
            );
        }
        self.check_correct_options(place);
    }

    /// MULTI: one or more keys, better not all, and no more than may be chosen.
    fn check_several_keys(&mut self, place: &PlacedPart<'_>) {
        self.check_correct_options(place);
        let keys: BTreeSet<_> = place.part.key.correct.iter().collect();
        if keys.len() > 1 && keys.len() == place.part.options.len() {
            self.report_at_submit(Finding::warning(
                "key_is_every_option",
                format!("{}/key/correct", place.at),
            ));
        }
        if let Some(most) = place
            .part
            .max_chosen
            .filter(|most| (*most as usize) < keys.len())
        {
            self.report(
                Finding::error("max_chosen_below_keys", format!("{}/max_chosen", place.at))
                    .with("max_chosen", most)
                    .with("keys", keys.len()),
            );
        }
    }

    fn check_correct_options(&mut self, place: &PlacedPart<'_>) {
        let correct = &place.part.key.correct;
        if correct.is_empty() {
            self.report_at_submit(key_missing(place));
        }
        self.check_ids_known(
            correct,
            &place.part.options,
            &format!("{}/key/correct", place.at),
        );
    }

    /// ORDER: the key is a permutation of the options.
    fn check_order(&mut self, place: &PlacedPart<'_>) {
        let order = &place.part.key.order;
        let at = format!("{}/key/order", place.at);
        if order.is_empty() {
            self.report_at_submit(key_missing(place));
            return;
        }
        self.check_ids_known(order, &place.part.options, &at);
        let missing: Vec<_> = place
            .part
            .options
            .iter()
            .filter(|id| !order.contains(id))
            .cloned()
            .collect();
        if !missing.is_empty() {
            self.report_at_submit(
                Finding::error("order_incomplete", at).with("ids", missing.join(", ")),
            );
        }
    }

    /// MATCH: every left element exactly once, every target known.
    fn check_pairs(&mut self, place: &PlacedPart<'_>) {
        let pairs = &place.part.key.pairs;
        let at = format!("{}/key/pairs", place.at);
        if pairs.is_empty() {
            self.report_at_submit(key_missing(place));
            return;
        }
        self.report_doubles(
            pairs
                .iter()
                .enumerate()
                .map(|(n, pair)| (pair.left.as_str(), format!("{at}/{n}/left"))),
        );
        for (n, pair) in pairs.iter().enumerate() {
            self.check_id_known(&pair.left, &place.part.options, format!("{at}/{n}/left"));
            self.check_id_known(&pair.right, &place.part.targets, format!("{at}/{n}/right"));
        }
        if ids_tell_pairs(place.part) {
            self.report_at_submit(
                Finding::warning("pair_ids_tell_key", at.clone())
                    .with("part", place.part.id.clone())
                    .with("left", pairs[0].left.clone())
                    .with("right", pairs[0].right.clone()),
            );
        }
        let paired: BTreeSet<_> = pairs.iter().map(|pair| &pair.left).collect();
        let missing: Vec<_> = place
            .part
            .options
            .iter()
            .filter(|id| !paired.contains(id))
            .cloned()
            .collect();
        if !missing.is_empty() {
            self.report_at_submit(
                Finding::error("pairs_incomplete", at).with("ids", missing.join(", ")),
            );
        }
    }

    /// SA by key: an accepted text (shared or in every language) or a number.
    fn check_short_answer(&mut self, place: &PlacedPart<'_>) {
        let key = &place.part.key;
        let at = format!("{}/key", place.at);
        for n in (0..key.accepted.len()).filter(|n| key.accepted[*n].trim().is_empty()) {
            self.report(Finding::error("text_empty", format!("{at}/accepted/{n}")));
        }
        if let Some(number) = &key.number {
            self.check_number(number, &format!("{at}/number"));
        }
        let shared = !key.accepted.is_empty() || key.number.is_some();
        if !shared && place.part.scheme.kind == SchemeKind::Key {
            self.check_accepted_by_language(place);
        }
    }

    fn check_accepted_by_language(&mut self, place: &PlacedPart<'_>) {
        let id = &place.part.id;
        let without: Vec<_> = self
            .document
            .texts
            .iter()
            .filter(|(_, texts)| {
                texts
                    .parts
                    .get(id)
                    .is_none_or(|part| part.accepted.is_empty())
            })
            .map(|(language, _)| language.clone())
            .collect();
        if without.len() == self.document.texts.len() {
            self.report_at_submit(key_missing(place));
            return;
        }
        for language in without {
            let at = child(&format!("/texts/{language}/parts"), id);
            self.report_at_submit(
                Finding::error("accepted_missing_in_language", format!("{at}/accepted"))
                    .with("part", id.clone())
                    .with("language", language.as_str()),
            );
        }
    }

    fn check_number(&mut self, number: &NumericKey, at: &str) {
        if !is_decimal(number.value.strip_prefix('-').unwrap_or(&number.value)) {
            self.report(
                Finding::error("number_invalid", format!("{at}/value"))
                    .with("value", number.value.clone()),
            );
        }
        if let Some(tolerance) = number.tolerance.as_ref().filter(|text| !is_decimal(text)) {
            self.report(
                Finding::error("number_invalid", format!("{at}/tolerance"))
                    .with("value", tolerance.clone()),
            );
        }
        if number.unit_required && number.units.is_empty() {
            self.report(Finding::error(
                "unit_required_without_units",
                format!("{at}/units"),
            ));
        }
    }

    /// QUESTION: a value only for known options, each once.
    fn check_values(&mut self, place: &PlacedPart<'_>) {
        let at = format!("{}/values", place.at);
        let values = &place.part.values;
        self.report_doubles(
            values
                .iter()
                .enumerate()
                .map(|(n, v)| (v.option.as_str(), format!("{at}/{n}/option"))),
        );
        for (n, value) in values.iter().enumerate() {
            self.check_id_known(
                &value.option,
                &place.part.options,
                format!("{at}/{n}/option"),
            );
        }
    }

    fn check_ids_known(&mut self, ids: &[String], known: &[String], at: &str) {
        for (n, id) in ids.iter().enumerate() {
            self.check_id_known(id, known, format!("{at}/{n}"));
            if let Some(first) = ids[..n].iter().position(|earlier| earlier == id) {
                self.report(duplicate_id(
                    id,
                    &format!("{at}/{first}"),
                    format!("{at}/{n}"),
                ));
            }
        }
    }

    fn check_id_known(&mut self, id: &str, known: &[String], pointer: String) {
        if !known.iter().any(|other| other == id) {
            self.report(
                Finding::error("key_unknown_id", pointer)
                    .with("id", id)
                    .with("known", known.join(", ")),
            );
        }
    }
}

/// True when the ids alone tell which elements belong together: the first left one with the first
/// right one and so on (l1–r1, l2–r2; 1–a, 2–b). Candidates' programs see ids, whatever the order.
fn ids_tell_pairs(part: &Part) -> bool {
    let ranked = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort_by_key(|id| natural(id));
        ids
    };
    let (lefts, rights) = (ranked(&part.options), ranked(&part.targets));
    let rank = |ids: &[String], wanted: &String| ids.iter().position(|id| id == wanted);
    let mut pairs = part.key.pairs.iter();
    part.key.pairs.len() > 1
        && pairs.all(|pair| {
            let left = rank(&lefts, &pair.left);
            left.is_some() && left == rank(&rights, &pair.right)
        })
}

/// Sorts `r2` before `r10`: letters, then the number at the end.
fn natural(id: &str) -> (String, u64, String) {
    let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = id[letters.len()..].parse().unwrap_or(0);
    (letters.to_lowercase(), number, id.to_owned())
}

fn key_missing(place: &PlacedPart<'_>) -> Finding {
    Finding::error("key_missing", format!("{}/key", place.at))
        .with("part", place.part.id.clone())
        .with("type", place.kind.as_str())
}

/// Digits, and after a point more digits.
fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    [whole, fraction]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}
