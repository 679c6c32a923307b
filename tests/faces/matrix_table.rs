//! The table of the matrix as it is read.

const TABLE: &str = include_str!("matrix.txt");

/// The roles in the order of the table's head; the last is no key.
pub const ROLES: [&str; 10] = [
    "developer",
    "reviewer",
    "bank_manager",
    "test_constructor",
    "school_coordinator",
    "marker",
    "school_reader",
    "statistician",
    "administrator",
    "",
];

/// A line of the table: operation, `own` or `other`, and a letter for each role.
pub struct Line {
    pub operation: &'static str,
    pub place: &'static str,
    pub expected: Vec<&'static str>,
}

/// Every line of the table.
pub fn lines() -> Vec<Line> {
    let told = TABLE
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let line = |l: &'static str| {
        let words: Vec<_> = l.split_whitespace().collect();
        assert_eq!(words.len(), 2 + ROLES.len(), "{l}");
        assert!(["own", "other"].contains(&words[1]), "{l}");
        Line {
            operation: words[0],
            place: words[1],
            expected: words[2..].to_vec(),
        }
    };
    told.skip(1).map(line).collect()
}

/// The letter of an answer, as in the table.
pub fn letter(status: u16) -> &'static str {
    match status {
        200..=299 => "+",
        401 => "k",
        403 => "d",
        404 => "h",
        409 | 410 | 412 | 413 | 415 | 422 | 428 => "r",
        _ => "?",
    }
}
