//! A generated bank inside an installation, for trials of large tests before a real bank exists. Its
//! items say what they are (tag and source `generated`) and there is nothing in them to review: they
//! enter as live versions, those of a pilot block as versions in pilot, with the evidence that the
//! component asks for.

use serde_json::json;

use super::item_drafts::{NewItem, persist_items};
use super::{Answer, Call, Services, Unit, stimuli};
use crate::assembly::generated::GeneratedBank;
use crate::store;
use crate::store::item_statistics::StatisticRow;

/// Puts a generated bank into the caller's organisation. Its codes must be free.
pub fn fill(services: &Services, call: &Call, bank: &GeneratedBank) -> Answer<()> {
    for stimulus in &bank.stimuli {
        stimuli::create_stimulus(services, call, stimulus)?;
    }
    let org = &call.actor.home_org;
    let new = |document: &crate::bank::texts::ItemDocument| NewItem {
        owner_org: org.clone(),
        document: document.clone(),
        external: None,
    };
    let items: Vec<NewItem> = bank.items.iter().map(new).collect();
    services.write(call, "fill_generated_bank", |unit| {
        let ids = persist_items(unit, &items)?;
        for (id, item) in ids.iter().zip(&bank.items) {
            let phase = match bank.pilot.contains(&item.code) {
                true => "pilot",
                false => "live",
            };
            for version in store::items::in_phases(unit.c, id, &["draft"])? {
                store::items::set_phase(unit.c, &version, phase, "live", unit.now)?;
            }
            try_out(unit, id, bank)?;
        }
        unit.audit(org, "bank_file", "generated", json!({"items": items.len()}))
    })
}

/// Statistics of as many administrations as the component asks for.
fn try_out(unit: &mut Unit<'_>, item_id: &str, bank: &GeneratedBank) -> Answer<()> {
    for round in 1..=bank.evidence.rounds {
        let row = StatisticRow {
            id: unit.new_id(),
            item_id: item_id.to_owned(),
            number: 1,
            language: String::new(),
            administration: format!("generated-{round}"),
            administered: unit.now.date().to_string(),
            population: "generated".into(),
            model: "ctt".into(),
            metric: "rit".into(),
            scale: String::new(),
            n: i32::try_from(bank.evidence.n).unwrap_or(i32::MAX),
            value: 0.3,
            standard_error: None,
            created_by: unit.call.actor.user_id.clone(),
            created_at: unit.now,
            carried_from: String::new(),
        };
        store::item_statistics::insert(unit.c, &row)?;
    }
    Ok(())
}
