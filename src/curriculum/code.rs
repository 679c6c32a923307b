//! Objective codes are read in whole segments: `8.1.3` holds `8.1.3.2` and never `8.1.31`.

use regex::Regex;

/// Most suggestions for one unknown code.
const NEAREST_SHOWN: usize = 3;
/// Longer codes are not compared; nobody mistypes them.
const LONGEST_COMPARED: usize = 80;

/// True when `prefix` covers the first segments of `code`.
///
/// A trailing point of the prefix is only custom (`4.1.` is `4.1`); an empty prefix covers nothing,
/// so that a forgotten value never selects the whole programme.
pub fn has_prefix(code: &str, prefix: &str) -> bool {
    let prefix = prefix.strip_suffix('.').unwrap_or(prefix);
    if prefix.is_empty() {
        return false;
    }
    match code.strip_prefix(prefix) {
        Some(rest) => rest.is_empty() || rest.starts_with('.'),
        None => false,
    }
}

/// The codes nearest to `unknown`, nearest first, at most three and none that is far off.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if unknown.len() > LONGEST_COMPARED {
        return Vec::new();
    }
    let farthest = (unknown.chars().count() / 3).max(2);
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|code| code.len() <= LONGEST_COMPARED)
        .map(|code| (strsim::damerau_levenshtein(unknown, code), code))
        .filter(|(distance, _)| *distance <= farthest)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .take(NEAREST_SHOWN)
        .map(|(_, code)| code)
        .collect()
}

/// The nearest codes as one text for a finding; a dash when nothing is near.
pub fn nearest_text<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let found = nearest(unknown, known);
    if found.is_empty() {
        "–".to_owned()
    } else {
        found.join(", ")
    }
}

/// A pattern that has to match a whole code, whether or not it carries its own anchors.
///
/// Errors: the reason the pattern is not a regular expression.
pub fn whole_code_pattern(pattern: &str) -> Result<Regex, String> {
    Regex::new(&format!(r"\A(?:{pattern})\z")).map_err(|error| {
        let text = error.to_string();
        text.lines()
            .last()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{has_prefix, nearest, whole_code_pattern};

    #[test]
    fn a_prefix_covers_whole_segments_only() {
        for (code, prefix, covered) in [
            ("8.1.3.2", "8.1.3", true),
            ("8.1.3.2", "8.1.3.", true),
            ("8.1.31.2", "8.1.3", false),
            ("8.1.3", "8.1.3", true),
            ("8.1.3", "8.1.3.", true),
            ("8.1", "8.1.3", false),
            ("18.1.3", "8.1", false),
            ("4.1.2.1", "4.1.", true),
            ("4.10.2.1", "4.1.", false),
        ] {
            assert_eq!(has_prefix(code, prefix), covered, "{code} under {prefix}");
        }
    }

    #[test]
    fn an_empty_prefix_covers_nothing() {
        assert!(!has_prefix("4.1.2.1", ""));
        assert!(!has_prefix("4.1.2.1", "."));
    }

    #[test]
    fn a_mistyped_code_finds_its_neighbours_nearest_first() {
        let known = ["6.5.2.1", "6.5.2.3", "6.1.2.6", "11.4.1.1"];
        assert_eq!(
            nearest("6.5.2.11", known),
            ["6.5.2.1", "6.5.2.3", "6.1.2.6"][..2]
        );
        assert!(nearest("zzzzzzz", known).is_empty());
    }

    #[test]
    fn a_pattern_matches_the_whole_code_even_without_anchors() {
        let pattern = whole_code_pattern(r"[0-9]\.[0-9]").expect("a good pattern");
        assert!(pattern.is_match("6.5"));
        assert!(!pattern.is_match("6.5.1"));
        assert!(whole_code_pattern("(").is_err());
    }
}
