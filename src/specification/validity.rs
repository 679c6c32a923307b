//! How long a specification holds.
//!
//! A document says itself until which day (`valid_until`); one of a school year holds until the summer
//! after it is over; what names neither has no end.

use chrono::NaiveDate;

use super::document::SpecificationDocument;

/// The last day a document holds; `None` where there is no end.
pub fn last_day(document: &SpecificationDocument) -> Option<NaiveDate> {
    let own = document.valid_until;
    own.or_else(|| last_day_of_year(document.academic_year.as_deref()?))
}

/// 31 August after a school year (`2026-27`): resits and attestations of the year are over by then.
fn last_day_of_year(academic_year: &str) -> Option<NaiveDate> {
    let first: i32 = academic_year.split('-').next()?.parse().ok()?;
    NaiveDate::from_ymd_opt(first.checked_add(1)?, 8, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_ends_with_august_and_a_day_of_its_own_comes_first() {
        let mut document: SpecificationDocument = serde_json::from_value(serde_json::json!({
            "schema": "synaq.test-spec/v1", "id": "a", "version": 1, "kind": "SAT", "title": {},
            "languages": {"instruction": ["kk"]}
        }))
        .expect("a document");
        assert_eq!(last_day(&document), None);
        document.academic_year = Some("2026-27".into());
        assert_eq!(last_day(&document), NaiveDate::from_ymd_opt(2027, 8, 31));
        document.academic_year = Some("1999-00".into());
        assert_eq!(last_day(&document), NaiveDate::from_ymd_opt(2000, 8, 31));
        document.valid_until = NaiveDate::from_ymd_opt(2027, 1, 15);
        assert_eq!(last_day(&document), NaiveDate::from_ymd_opt(2027, 1, 15));
    }
}
