//! A battery of a class in one answer: the newest results of all its components.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::classes::seen_class;
use super::results::newest_by_code;
use super::sitting_access::form_of;
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::scoring::battery::{self, BatteryOfClass, ResultsOf};
use crate::specification::component::components;
use crate::specification::document::SpecificationDocument;
use crate::store::{class_sittings, classes};

/// Results of a class in a battery.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BatteryResults {
    /// The class.
    pub class_id: String,
    /// The specification.
    pub specification_id: String,
    /// Code of the specification.
    pub specification: String,
    /// Version of the specification; results of other versions are not mixed in.
    pub version: i32,
    /// By component, and by candidate.
    #[serde(flatten)]
    pub results: BatteryOfClass,
}

/// The components of a battery that are for the class's grade, put together for each candidate and for the
/// class, from the newest results. Of several versions the class sat, the one asked for, else the newest.
pub fn read_battery_results(
    services: &Services,
    call: &Call,
    (class_id, specification_id): (&str, &str),
    version: Option<u32>,
) -> Answer<BatteryResults> {
    services.read(|c| {
        let (class, path) = seen_class(c, call, class_id)?;
        // A battery is of several subjects: whoever reads one of them only does not read the sum.
        call.require(Permission::ReadResults, &Object::of(&path))?;
        let sat = class_sittings::of_specification(c, &class.id, specification_id)?;
        let asked = version.map(|version| i32::try_from(version).unwrap_or(i32::MAX));
        let newest = sat.iter().map(|(version, ..)| *version).max();
        let version = asked.or(newest);
        let own = sat.into_iter().filter(|(v, ..)| Some(*v) == version);
        let mut document: Option<SpecificationDocument> = None;
        let mut by_component: BTreeMap<String, ResultsOf> = BTreeMap::new();
        for (_, component, sitting) in own {
            if document.is_none() {
                document = Some(form_of(c, &sitting)?.1.specification);
            }
            let newest = newest_by_code(c, &sitting)?.into_iter();
            let results = newest.filter_map(|(code, found)| Some((code, found?.1)));
            let of_component = by_component.entry(component).or_default();
            of_component.push((sitting.id, results.collect()));
        }
        let (Some(document), Some(version)) = (document, version) else {
            let finding = Finding::error("battery_not_sat", "/specification_id");
            return Err(Refusal::invalid(finding.with("value", specification_id)));
        };
        let mut wanted = components(&document);
        let grade = u8::try_from(class.grade).ok();
        wanted.retain(|component| {
            component.is_for(grade) && component.grade.is_none_or(|own| Some(own) == grade)
        });
        let members = classes::members(c, &class.id)?;
        let codes: Vec<String> = members.into_iter().map(|row| row.code).collect();
        Ok(BatteryResults {
            class_id: class.id,
            specification_id: specification_id.to_owned(),
            specification: document.id.clone(),
            version,
            results: battery::battery(&document, &wanted, &by_component, &codes),
        })
    })
}
