//! What a mapping profile cannot say and the template can: descriptors, and a number as the key of a
//! short answer with its tolerance and units.

use std::collections::BTreeMap;

use crate::bank::content::{Descriptor, NumericKey};
use crate::bank::texts::ItemDocument;
use crate::bank::{Hundredths, ItemType, Language, SchemeKind};
use crate::interop::records::Record;
use crate::language::finding::Finding;
use crate::scoring::number_answer;

/// A descriptor as it was written.
pub(in crate::interop) struct DescriptorRow {
    pub(in crate::interop) points: Option<String>,
    pub(in crate::interop) criterion: Option<String>,
    pub(in crate::interop) objective: Option<String>,
    pub(in crate::interop) texts: BTreeMap<Language, String>,
}

/// Leads a finding of a column to the place that the column came from.
pub(in crate::interop) type Placing<'a> = &'a dyn Fn(&str, Finding) -> Finding;

/// What came of the descriptors of a task: findings with the number of the row, from 0.
#[derive(Default)]
pub(in crate::interop) struct Described {
    pub(in crate::interop) findings: Vec<(usize, Finding)>,
}

/// Puts the descriptors into the item's one part: `d1`, `d2` … in their order, after as many of earlier
/// parts.
pub(in crate::interop) fn descriptors(
    document: Option<&mut ItemDocument>,
    rows: Vec<DescriptorRow>,
    earlier: usize,
) -> Described {
    let mut described = Described::default();
    let mut made: Vec<(Descriptor, BTreeMap<Language, String>)> = Vec::new();
    for (position, row) in rows.into_iter().enumerate() {
        let written = row.points.as_deref().unwrap_or("1").replace(',', ".");
        let Ok(points) = written.parse::<Hundredths>() else {
            let finding = Finding::error("number_unreadable", "")
                .with("attribute", "points")
                .with("value", written);
            described.findings.push((position, finding));
            continue;
        };
        let descriptor = Descriptor {
            id: format!("d{}", earlier + position + 1),
            points,
            criterion: row.criterion,
            objective: row.objective,
        };
        let said = row
            .texts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty());
        made.push((descriptor, said.collect()));
    }
    if let (Some(document), false) = (document, made.is_empty()) {
        put(document, made);
    }
    described
}

fn put(document: &mut ItemDocument, made: Vec<(Descriptor, BTreeMap<Language, String>)>) {
    let Some(part) = document.content.parts.first_mut() else {
        return;
    };
    part.scheme.kind = SchemeKind::Analytic;
    for (descriptor, texts) in made {
        for (language, text) in texts {
            if let Some(of_language) = document.texts.get_mut(&language) {
                let of_part = of_language.parts.entry(part.id.clone()).or_default();
                of_part.descriptors.insert(descriptor.id.clone(), text);
            }
        }
        // The task's criteria are those of its descriptors, too.
        let criteria = &mut document.content.criteria;
        if let Some(code) = &descriptor.criterion
            && !criteria.contains(code)
        {
            criteria.push(code.clone());
        }
        part.scheme.descriptors.push(descriptor);
    }
}

/// The language that the task was written in first.
pub(in crate::interop) fn source_language(
    document: &mut ItemDocument,
    record: &Record,
    place: Placing<'_>,
) -> Option<Finding> {
    let value = record.get("language")?;
    let code = value.as_str().unwrap_or_default().trim().to_lowercase();
    let language = code.parse::<Language>().ok();
    match language.filter(|language| document.texts.contains_key(language)) {
        Some(language) => {
            document.source_language = Some(language);
            None
        }
        None => {
            let finding = Finding::error("language_unreadable", "").with("value", code);
            Some(place("language", finding))
        }
    }
}

/// The key of a short answer that is one number becomes a number, with tolerance and units beside it.
pub(in crate::interop) fn number_key(
    document: &mut ItemDocument,
    record: &Record,
    place: Placing<'_>,
) -> Vec<Finding> {
    let cell = |column: &str| {
        let value = record.get(column)?;
        Some(value.as_str().unwrap_or_default().trim().to_owned())
    };
    let (tolerance, units) = (cell("tolerance"), cell("units"));
    let is_short = document.content.item_type == ItemType::Sa;
    let Some(part) = document.content.parts.first_mut() else {
        return Vec::new();
    };
    let russian = "ru".parse::<Language>().ok();
    let number = |text: &str| number_answer::key_text(text, russian.as_ref()?);
    let value = match part.key.accepted.as_slice() {
        [one] if is_short => number(one),
        _ => None,
    };
    let Some(value) = value else {
        let stray = [("tolerance", tolerance), ("units", units)];
        let stray = stray.into_iter().filter(|(_, value)| value.is_some());
        return stray
            .map(|(column, _)| {
                let finding = Finding::error("key_tolerance_without_number", "");
                place(column, finding)
            })
            .collect();
    };
    let mut findings = Vec::new();
    let tolerance = tolerance.and_then(|text| {
        let read = number(&text).filter(|number| !number.starts_with('-'));
        if read.is_none() {
            let finding = Finding::error("number_unreadable", "")
                .with("attribute", "tolerance")
                .with("value", text);
            findings.push(place("tolerance", finding));
        }
        read
    });
    let units = units.unwrap_or_default();
    let units = units.split([',', ';']).map(str::trim);
    part.key.accepted.clear();
    part.key.number = Some(NumericKey {
        value,
        tolerance,
        units: units.filter(|u| !u.is_empty()).map(str::to_owned).collect(),
        unit_required: false,
    });
    findings
}
