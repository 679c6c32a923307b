//! Which of the formats that exist a caller wants (`Accept`, RFC 9110 section 12.5.1).

/// The offered media type with the highest weight; the first of equals. Everything is welcome where
/// the caller says nothing. `None` when nothing offered is.
pub fn preferred(accept: Option<&str>, offered: &[&'static str]) -> Option<&'static str> {
    let accept = accept.map(str::trim).filter(|a| !a.is_empty());
    let Some(accept) = accept else {
        return offered.first().copied();
    };
    let ranges: Vec<(String, f32)> = accept.split(',').map(range).collect();
    let mut best: Option<(&'static str, f32)> = None;
    for media_type in offered.iter().copied() {
        let weight = weight(&ranges, media_type);
        if weight > best.map_or(0.0, |(_, w)| w) {
            best = Some((media_type, weight));
        }
    }
    best.map(|(media_type, _)| media_type)
}

/// A range and its weight; an unreadable weight is none.
fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts
        .find_map(|p| p.strip_prefix("q="))
        .map_or(1.0, |q| q.parse().unwrap_or(0.0));
    (name, weight)
}

/// The weight of the most specific range that names the media type; 0 when none does.
fn weight(ranges: &[(String, f32)], media_type: &str) -> f32 {
    let family = media_type.split('/').next().unwrap_or_default();
    let names = [
        media_type.to_owned(),
        format!("{family}/*"),
        "*/*".to_owned(),
    ];
    let of = |name: &String| ranges.iter().find(|(range, _)| range == name);
    names.iter().find_map(of).map_or(0.0, |(_, weight)| *weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &[&str] = &["application/json", "application/yaml"];

    #[test]
    fn the_heaviest_offered_format_wins_and_the_first_of_equals() {
        let rows = [
            (None, Some("application/json")),
            (Some("*/*"), Some("application/json")),
            (Some("application/yaml"), Some("application/yaml")),
            (
                Some("application/json;q=0.2, application/*;q=0.5"),
                Some("application/yaml"),
            ),
            (
                Some("text/csv, application/YAML;q=0.1"),
                Some("application/yaml"),
            ),
            (Some("application/json;q=0"), None),
            (Some("text/csv"), None),
        ];
        for (accept, expected) in rows {
            assert_eq!(preferred(accept, BOTH), expected, "{accept:?}");
        }
    }
}
