//! The words of reports, from the catalogue, and numbers as the reader's language writes them.

use super::chart::Words;
use crate::language::{Locale, text};

/// A word or sentence of the catalogue.
pub(super) fn said(locale: Locale, id: &str) -> String {
    text(locale, id, &[])
}

/// The words of a chart: its title is given, the rest stands in the catalogue under `report-NAME-`.
pub(super) fn words(locale: Locale, title: &str, name: &str) -> Words {
    Words {
        title: title.to_owned(),
        description: said(locale, &format!("report-{name}-description")),
        axis: said(locale, &format!("report-{name}-axis")),
        decimal_comma: decimal_comma(locale),
    }
}

/// A percentage with one place: `63,5 %`, in English `63.5%`.
pub(super) fn percent(value: f64, locale: Locale) -> String {
    match decimal_comma(locale) {
        true => format!("{value:.1} %").replace('.', ","),
        false => format!("{value:.1}%"),
    }
}

fn decimal_comma(locale: Locale) -> bool {
    locale != Locale::En
}
