//! Lists cut by what is known of items: statistics of administrations, and use in locked forms.

use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Bool, Double, Integer, Text};

use super::item_filters::Condition;
use crate::identity::ScopeRule;

/// A range of a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricRange {
    /// Metric; '' for any.
    pub metric: String,
    /// Lowest value.
    pub minimum: f64,
    /// Highest value.
    pub maximum: f64,
}

/// What is asked of the statistics of a version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvidenceFilter {
    /// Where statistics may be read; versions elsewhere are not listed.
    pub rules: Vec<ScopeRule>,
    /// Name of the administration; '' for the newest of each metric.
    pub administration: String,
    /// Scale of the values; '' for any.
    pub scale: String,
    /// Candidates at least.
    pub n_min: i32,
    /// Ranges that all have to hold.
    pub ranges: Vec<MetricRange>,
    /// True for versions that have no statistics of this kind.
    pub none: bool,
}

/// What is asked of the use of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageFilter {
    /// In a locked form, or in none.
    pub used: Option<bool>,
    /// In a sitting of this school year and term.
    pub in_term: Option<(String, i32)>,
    /// In fewer locked forms than this.
    pub fewer_than: Option<i64>,
}

/// Conditions of an evidence filter.
pub(super) fn has_evidence(filter: &EvidenceFilter) -> Vec<Condition> {
    if filter.none {
        let any = any_value();
        return vec![statistic(filter, &any, "NOT EXISTS")];
    }
    let ranges = filter.ranges.iter();
    ranges
        .map(|range| statistic(filter, range, "EXISTS"))
        .collect()
}

/// Every value of every metric.
pub fn any_value() -> MetricRange {
    MetricRange {
        metric: String::new(),
        minimum: f64::MIN,
        maximum: f64::MAX,
    }
}

/// There is a statistic of the version like this; without a named administration, of the newest one.
fn statistic(filter: &EvidenceFilter, range: &MetricRange, exists: &'static str) -> Condition {
    Box::new(
        sql::<Bool>(exists)
            .sql(
                " (SELECT 1 FROM item_statistics AS found WHERE found.item_id = item_versions.item_id \
                 AND found.number = item_versions.number AND (found.metric = ",
            )
            .bind::<Text, _>(range.metric.clone())
            .sql(" OR ")
            .bind::<Text, _>(range.metric.clone())
            .sql(" = '') AND found.n >= ")
            .bind::<Integer, _>(filter.n_min)
            .sql(" AND found.value >= ")
            .bind::<Double, _>(range.minimum)
            .sql(" AND found.value <= ")
            .bind::<Double, _>(range.maximum)
            .sql(" AND (found.scale = ")
            .bind::<Text, _>(filter.scale.clone())
            .sql(" OR ")
            .bind::<Text, _>(filter.scale.clone())
            .sql(" = '') AND (found.administration = ")
            .bind::<Text, _>(filter.administration.clone())
            .sql(" OR (")
            .bind::<Text, _>(filter.administration.clone())
            .sql(
                " = '' AND NOT EXISTS (SELECT 1 FROM item_statistics AS newer \
                 WHERE newer.item_id = found.item_id AND newer.number = found.number \
                 AND newer.metric = found.metric AND newer.scale = found.scale \
                 AND newer.administered > found.administered))))",
            ),
    )
}

/// Conditions of a usage filter.
pub(super) fn is_used(filter: &UsageFilter) -> Vec<Condition> {
    const IN_FORMS: &str = "(SELECT 1 FROM form_items JOIN forms ON forms.id = form_items.form_id \
                            WHERE form_items.item_id = item_versions.item_id AND forms.state <> 'draft')";
    let mut all: Vec<Condition> = Vec::new();
    if let Some(used) = filter.used {
        let exists = if used { "EXISTS " } else { "NOT EXISTS " };
        all.push(Box::new(sql::<Bool>(exists).sql(IN_FORMS)));
    }
    if let Some((year, term)) = &filter.in_term {
        all.push(Box::new(
            sql::<Bool>(
                "EXISTS (SELECT 1 FROM form_items JOIN sittings ON sittings.form_id = form_items.form_id \
                 WHERE form_items.item_id = item_versions.item_id AND sittings.academic_year = ",
            )
            .bind::<Text, _>(year.clone())
            .sql(" AND sittings.term = ")
            .bind::<Integer, _>(*term)
            .sql(")"),
        ));
    }
    if let Some(number) = filter.fewer_than {
        all.push(Box::new(
            sql::<Bool>(
                "(SELECT count(*) FROM form_items JOIN forms ON forms.id = form_items.form_id \
                 WHERE form_items.item_id = item_versions.item_id AND forms.state <> 'draft') < ",
            )
            .bind::<BigInt, _>(number),
        ));
    }
    all
}
