//! Attributes that every item and stimulus has, under the names that conditions call them by.
//!
//! What a pool brings beside them has a name of its own, never one of these. On items, `stimulus.NAME`
//! is the attribute NAME of the stimulus an item hangs on.

use crate::expression::Kind;

/// Names of items.
pub const OF_ITEMS: [(&str, Kind); 40] = [
    ("access", Kind::Text),
    ("auto_scored", Kind::Truth),
    ("code", Kind::Text),
    ("coded_max", Kind::Number),
    ("correct_count", Kind::Number),
    ("difficulty", Kind::Text),
    ("enemies", Kind::Texts),
    ("exposed", Kind::Number),
    ("family", Kind::Text),
    ("grade_max", Kind::Number),
    ("grade_min", Kind::Number),
    ("item_type", Kind::Text),
    ("key_position", Kind::Number),
    ("language_objectives", Kind::Texts),
    ("languages", Kind::Texts),
    ("lessons", Kind::Texts),
    ("literacy", Kind::Text),
    ("literacy_context", Kind::Text),
    ("minutes", Kind::Number),
    ("n", Kind::Number),
    ("objectives", Kind::Texts),
    ("option_count", Kind::Number),
    ("p", Kind::Number),
    ("phase", Kind::Text),
    ("points", Kind::Number),
    ("purpose", Kind::Text),
    ("rounds", Kind::Number),
    ("row", Kind::Text),
    ("rules", Kind::Texts),
    ("scheme_kind", Kind::Text),
    ("scored", Kind::Truth),
    ("section", Kind::Text),
    ("skill", Kind::Text),
    ("stimulus", Kind::Text),
    ("subject", Kind::Text),
    ("term", Kind::Number),
    ("thinking", Kind::Text),
    ("unit", Kind::Text),
    ("uses", Kind::Number),
    ("version", Kind::Number),
];

/// Names of stimuli.
pub const OF_STIMULI: [(&str, Kind); 5] = [
    ("code", Kind::Text),
    ("kind", Kind::Text),
    ("plays", Kind::Number),
    ("seconds", Kind::Number),
    ("words", Kind::Number),
];

/// What stands before the name of a stimulus' attribute on an item.
pub const STIMULUS_PREFIX: &str = "stimulus.";

/// What the place of a chosen item says, not the item.
pub const OF_PLACES: [&str; 3] = ["row", "scored", "section"];

/// Kind of a known attribute of items.
pub fn of_items(name: &str) -> Option<Kind> {
    match name.strip_prefix(STIMULUS_PREFIX) {
        Some(name) => of_stimuli(name),
        None => find(&OF_ITEMS, name).or_else(|| is_parameter(name).then_some(Kind::Number)),
    }
}

/// Kind of a known attribute of stimuli.
pub fn of_stimuli(name: &str) -> Option<Kind> {
    find(&OF_STIMULI, name)
}

fn find(names: &[(&str, Kind)], name: &str) -> Option<Kind> {
    let place = names.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(names[place].1)
}

/// True for a parameter of a response model: `a`, `b`, `c`, `d`, thresholds `b1`, `b2` ….
pub fn is_parameter(name: &str) -> bool {
    let threshold = |rest: &str| matches!(rest.parse::<u8>(), Ok(1..=50)) && !rest.starts_with('0');
    matches!(name, "a" | "b" | "c" | "d") || name.strip_prefix('b').is_some_and(threshold)
}

/// Up to three of the known names that look most like a name, the nearest first.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let far = |other: &str| strsim::damerau_levenshtein(&wanted, &other.to_lowercase());
    let near = known.map(|other| (far(other), other));
    // A name of one letter is like every other one.
    let letters = name.chars().count();
    let most = (letters / 3).max(1).min(letters.saturating_sub(1));
    let near = near.filter(|(distance, _)| *distance <= most);
    let mut near: Vec<_> = near.collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, other)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_letter_they_begin_with() {
        for (name, kind) in OF_ITEMS {
            assert_eq!(of_items(name), Some(kind), "{name}");
        }
        for (name, kind) in OF_STIMULI {
            assert_eq!(of_stimuli(name), Some(kind), "{name}");
        }
        assert_eq!(of_items("stimulus.words"), Some(Kind::Number));
        assert_eq!(
            (of_items("words"), of_items("stimulus.genre")),
            (None, None)
        );
    }

    #[test]
    fn parameters_are_numbers_and_what_looks_like_them_is_unknown() {
        for name in ["a", "b", "c", "d", "b1", "b12"] {
            assert_eq!(of_items(name), Some(Kind::Number), "{name}");
        }
        for name in ["e", "b0", "b01", "bb", "b1x", "ab", "b51"] {
            assert_eq!(of_items(name), None, "{name}");
        }
    }

    #[test]
    fn the_nearest_names_come_first_and_far_ones_not_at_all() {
        let known = || OF_ITEMS.iter().map(|(name, _)| *name);
        assert_eq!(nearest("thinkng", known()), ["thinking"]);
        assert_eq!(nearest("minute", known())[0], "minutes");
        assert!(nearest("completely_else", known()).is_empty());
    }
}
