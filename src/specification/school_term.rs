//! A term of a school year as a place in time: what "the last three terms" is counted by.
//!
//! A specification says where it stands (`academic_year` and `term`). What says neither stands where
//! its date falls: September and October are term 1, November and December term 2, January to
//! March term 3, April to August term 4 (holidays belong to the term before them).

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Terms of a school year.
const TERMS: i32 = 4;

/// A term, ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolTerm {
    /// Calendar year in which the school year begins (2026 of `2026-27`).
    pub year: i32,
    /// 1–4.
    pub term: u8,
}

impl SchoolTerm {
    /// Of a school year (`2026-27`) and a term; `None` unless both are said and make sense.
    pub fn of(academic_year: Option<&str>, term: Option<u8>) -> Option<Self> {
        let (year, _) = academic_year?.split_once('-')?;
        let term = term.filter(|term| (1..=4).contains(term))?;
        Some(Self {
            year: year.parse().ok()?,
            term,
        })
    }

    /// Of a date.
    pub fn of_date(date: NaiveDate) -> Self {
        let term = match date.month() {
            9 | 10 => 1,
            11 | 12 => 2,
            1..=3 => 3,
            _ => 4,
        };
        Self {
            year: date.year() - i32::from(term > 2),
            term,
        }
    }

    /// True when it is one of the `count` terms right before another: neither that one itself nor
    /// a later one.
    pub fn is_among_last(self, count: u32, before: Self) -> bool {
        let distance = i64::from(before.place()) - i64::from(self.place());
        (1..=i64::from(count)).contains(&distance)
    }

    fn place(self) -> i32 {
        self.year
            .saturating_mul(TERMS)
            .saturating_add(i32::from(self.term))
    }
}

impl fmt::Display for SchoolTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = (self.year + 1).rem_euclid(100);
        write!(f, "{}-{next:02}/{}", self.year, self.term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(year: i32, term: u8) -> SchoolTerm {
        SchoolTerm { year, term }
    }

    #[test]
    fn the_last_terms_end_right_before_and_reach_into_the_year_before() {
        let own = term(2026, 1);
        assert!(term(2025, 4).is_among_last(3, own));
        assert!(term(2025, 2).is_among_last(3, own));
        assert!(!term(2025, 1).is_among_last(3, own));
        assert!(!own.is_among_last(3, own));
        assert!(!term(2026, 2).is_among_last(3, own));
        assert!(!term(2025, 4).is_among_last(0, own));
    }

    #[test]
    fn a_date_stands_in_the_term_that_runs_or_has_just_ended() {
        let at = |text: &str| SchoolTerm::of_date(text.parse().unwrap());
        assert_eq!(at("2026-09-01"), term(2026, 1));
        assert_eq!(at("2026-11-21"), term(2026, 2));
        assert_eq!(at("2027-01-09"), term(2026, 3));
        assert_eq!(at("2027-08-31"), term(2026, 4));
    }

    #[test]
    fn half_a_place_is_none() {
        assert_eq!(
            SchoolTerm::of(Some("2026-27"), Some(2)),
            Some(term(2026, 2))
        );
        assert_eq!(SchoolTerm::of(Some("2026-27"), None), None);
        assert_eq!(SchoolTerm::of(Some(""), Some(1)), None);
        assert_eq!(SchoolTerm::of(Some("2026-27"), Some(5)), None);
        assert_eq!(term(1999, 4).to_string(), "1999-00/4");
    }
}
