//! What there is in the catalogue by subject, grade, term, language and kind.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::CatalogueQuery;
use crate::bank::Language;
use crate::store::catalogue::Facetted;

/// Counts of collections by what they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueFacets {
    /// By subject.
    pub subject: BTreeMap<String, u64>,
    /// By grade; a collection for several counts in each.
    pub grade: BTreeMap<u8, u64>,
    /// By term.
    pub term: BTreeMap<u8, u64>,
    /// By language; a collection in several counts in each.
    pub language: BTreeMap<String, u64>,
    /// By kind.
    pub kind: BTreeMap<String, u64>,
}

/// Counts by facet, each as if the query did not ask for it.
pub(super) fn facets(query: &CatalogueQuery, found: &[Facetted]) -> CatalogueFacets {
    let mut facets = CatalogueFacets::default();
    for (kind, subject, lowest, highest, term, languages) in found {
        let grades = *lowest..=*highest;
        let has_language = |l: &Language| languages.split_whitespace().any(|own| own == l.as_str());
        let fits = [
            query.kind.is_none_or(|asked| asked.as_str() == kind),
            query.subject.as_ref().is_none_or(|asked| asked == subject),
            query.grade.is_none_or(|g| grades.contains(&i32::from(g))),
            query.term.is_none_or(|asked| i32::from(asked) == *term),
            query.language.as_ref().is_none_or(has_language),
        ];
        let others_fit = |own: usize| (0..fits.len()).all(|n| n == own || fits[n]);
        if others_fit(0) {
            *facets.kind.entry(kind.clone()).or_default() += 1;
        }
        if others_fit(1) && !subject.is_empty() {
            *facets.subject.entry(subject.clone()).or_default() += 1;
        }
        if others_fit(2) {
            for grade in grades.filter_map(|grade| u8::try_from(grade).ok()) {
                *facets.grade.entry(grade).or_default() += 1;
            }
        }
        if others_fit(3) && *term > 0 {
            let term = u8::try_from(*term).unwrap_or_default();
            *facets.term.entry(term).or_default() += 1;
        }
        if others_fit(4) {
            for language in languages.split_whitespace() {
                *facets.language.entry(language.to_owned()).or_default() += 1;
            }
        }
    }
    facets
}
