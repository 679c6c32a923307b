//! The days on which schools may draw forms: those the document names, else its term as a calendar has
//! it, else its school year (1 September to 31 August).

use chrono::NaiveDate;

use super::document::{DrawRule, SpecificationDocument};
use crate::curriculum::calendar::CalendarDocument;

/// First and last day; a document that names nothing has no end on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawWindow {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

impl DrawWindow {
    /// The window of a document; `calendars` are those that hold for the school.
    pub fn of<'a>(
        document: &SpecificationDocument,
        rule: &DrawRule,
        calendars: impl Iterator<Item = &'a CalendarDocument>,
    ) -> Self {
        let year = document.academic_year.as_deref();
        let same_year = calendars.filter(|calendar| year == Some(calendar.academic_year.as_str()));
        let calendar = same_year.max_by_key(|calendar| calendar.version);
        let term = document.term.and_then(|term| calendar?.term(term));
        let of_year = year.and_then(school_year);
        let from = term.map(|term| term.from).or(of_year.map(|[from, _]| from));
        let to = term.map(|term| term.to).or(of_year.map(|[_, to]| to));
        Self {
            from: rule.from.or(from),
            to: rule.to.or(to),
        }
    }

    /// True before the first day.
    pub fn opens_after(&self, day: NaiveDate) -> bool {
        self.from.is_some_and(|from| day < from)
    }

    /// True after the last day.
    pub fn closed_before(&self, day: NaiveDate) -> bool {
        self.to.is_some_and(|to| day > to)
    }
}

/// First and last day of `2026-27`.
fn school_year(year: &str) -> Option<[NaiveDate; 2]> {
    let first: i32 = year.split_once('-')?.0.parse().ok()?;
    let from = NaiveDate::from_ymd_opt(first, 9, 1)?;
    Some([from, NaiveDate::from_ymd_opt(first.checked_add(1)?, 8, 31)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn window(draws: serde_json::Value, with_calendar: bool) -> [Option<String>; 2] {
        let document: SpecificationDocument = serde_json::from_value(json!({
            "schema": "synaq.test-spec/v1", "id": "t", "version": 1, "kind": "SAT",
            "title": {"en": "T"}, "term": 2, "academic_year": "2026-27",
            "languages": {"instruction": ["kk"]}, "draws": draws
        }))
        .unwrap();
        let calendar: CalendarDocument = serde_json::from_value(json!({
            "schema": "synaq.calendar/v1", "id": "kz", "version": 1, "academic_year": "2026-27",
            "title": {"en": "School year"},
            "terms": [{"term": 2, "from": "2026-11-02", "to": "2026-12-30"}]
        }))
        .unwrap();
        let other = CalendarDocument {
            academic_year: "2025-26".into(),
            ..calendar.clone()
        };
        let calendars = if with_calendar {
            vec![calendar, other]
        } else {
            vec![other]
        };
        let rule = document.draws.as_ref().unwrap();
        let window = DrawWindow::of(&document, rule, calendars.iter());
        [window.from, window.to].map(|day| day.map(|day| day.to_string()))
    }

    fn days(from: &str, to: &str) -> [Option<String>; 2] {
        [from, to].map(|day| Some(day.to_owned()))
    }

    #[test]
    fn a_window_is_what_the_document_says_else_its_term_else_its_school_year() {
        let said = json!({"from": "2026-11-20", "to": "2026-11-27"});
        assert_eq!(window(said, true), days("2026-11-20", "2026-11-27"));
        assert_eq!(window(json!({}), true), days("2026-11-02", "2026-12-30"));
        assert_eq!(
            window(json!({"to": "2026-11-27"}), true),
            days("2026-11-02", "2026-11-27")
        );
        assert_eq!(window(json!({}), false), days("2026-09-01", "2027-08-31"));
    }
}
