//! The shipped library: curricula, policies, specifications and banks become published documents and
//! live items in the root organisation. Loading it again changes nothing.
//!
//! This is an act of installation, not of the workflow: the tasks were reviewed where the library is
//! kept, so they enter as live versions after every check of a submission, without a reviewer here.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::enemy_groups::{self, CreateEnemyGroup, EnemyKind};
use super::item_drafts::{ExternalName, NewItem, check_document, persist_items};
use super::specifications::{self, Approve, Publish, SpecificationText};
use super::{Answer, Call, Refusal, Services, Unit};
use super::{curricula, grading_policies, published_documents, stimuli};
use crate::bank::check::Stage;
use crate::bank::file::BankFile;
use crate::bank::quality::QualityPolicy;
use crate::curriculum::calendar::CalendarDocument;
use crate::document::{self, Format};
use crate::language::finding::{Finding, refuses};
use crate::specification::accommodations::AccommodationsDocument;
use crate::specification::conduct::ConductDocument;
use crate::specification::item_specification::ItemSpecificationDocument;
use crate::store;

/// A file of the library.
#[derive(Clone, Debug)]
pub struct LibraryFile {
    /// Path inside the library.
    pub path: String,
    /// YAML text.
    pub text: String,
}

/// What loading did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Curricula and policies published now.
    pub references: usize,
    /// Specifications published now.
    pub specifications: usize,
    /// Items put live now.
    pub items: usize,
}

/// Order of loading: what others refer to comes first.
const ORDER: &[&str] = &[
    "synaq.curriculum/v1",
    "synaq.grading-policy/v1",
    "synaq.item-spec/v1",
    "synaq.calendar/v1",
    "synaq.conduct/v1",
    "synaq.accommodations/v1",
    "synaq.item-quality/v1",
    "synaq.test-spec/v1",
    "synaq.battery/v1",
    "synaq.bank/v1",
];

/// Loads files; those of another schema (mapping profiles) are for other commands.
pub fn load(services: &Services, call: &Call, files: &[LibraryFile]) -> Answer<Loaded> {
    let mut loaded = Loaded::default();
    let mut by_schema: BTreeMap<usize, Vec<&LibraryFile>> = BTreeMap::new();
    for file in files {
        let place = ORDER.iter().position(|name| *name == schema_of(file));
        by_schema
            .entry(place.unwrap_or(ORDER.len()))
            .or_default()
            .push(file);
    }
    for (place, files) in by_schema {
        for file in files {
            load_one(services, call, ORDER.get(place).copied(), file, &mut loaded)?;
        }
    }
    Ok(loaded)
}

fn schema_of(file: &LibraryFile) -> String {
    let tree = document::parse(&file.text, Format::Yaml);
    tree.ok()
        .and_then(|t| t.value["schema"].as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn load_one(
    services: &Services,
    call: &Call,
    schema: Option<&str>,
    file: &LibraryFile,
    loaded: &mut Loaded,
) -> Answer<()> {
    match schema {
        Some("synaq.curriculum/v1") => {
            let document = read(file)?;
            let edition = curricula::edition_of(services, &document)?;
            curricula::publish_curriculum(services, call, edition, &document)?;
            loaded.references += 1;
        }
        Some("synaq.grading-policy/v1") => {
            grading_policies::publish_policy(services, call, &read(file)?)?;
            loaded.references += 1;
        }
        Some("synaq.item-spec/v1") => {
            published_documents::publish::<ItemSpecificationDocument>(
                services,
                call,
                &read(file)?,
            )?;
            loaded.references += 1;
        }
        Some("synaq.calendar/v1") => {
            published_documents::publish::<CalendarDocument>(services, call, &read(file)?)?;
            loaded.references += 1;
        }
        Some("synaq.conduct/v1") => {
            published_documents::publish::<ConductDocument>(services, call, &read(file)?)?;
            loaded.references += 1;
        }
        Some("synaq.accommodations/v1") => {
            published_documents::publish::<AccommodationsDocument>(services, call, &read(file)?)?;
            loaded.references += 1;
        }
        Some("synaq.item-quality/v1") => {
            published_documents::publish::<QualityPolicy>(services, call, &read(file)?)?;
            loaded.references += 1;
        }
        Some("synaq.test-spec/v1" | "synaq.battery/v1") => {
            loaded.specifications += usize::from(load_specification(services, call, file)?);
        }
        Some("synaq.bank/v1") => loaded.items += load_bank(services, call, &read(file)?)?,
        _ => {}
    }
    Ok(())
}

fn read<T: schemars::JsonSchema + DeserializeOwned + 'static>(file: &LibraryFile) -> Answer<T> {
    document::decode_text(&file.text, Format::Yaml)
        .map(|(value, _)| value)
        .map_err(Refusal::Invalid)
}

/// Publishes a specification that is not there yet.
fn load_specification(services: &Services, call: &Call, file: &LibraryFile) -> Answer<bool> {
    let tree = document::parse(&file.text, Format::Yaml).map_err(Refusal::Invalid)?;
    let code = tree.value["id"].as_str().unwrap_or_default().to_owned();
    if specification_id(services, call, &code)?.is_some() {
        return Ok(false);
    }
    let text = SpecificationText {
        text: file.text.clone(),
        format: Format::Yaml,
    };
    let saved = specifications::create_specification(services, call, &text, None)?;
    let (id, version) = (saved.specification.id, saved.specification.version);
    let approval = Approve {
        body: "Synaq library".into(),
        protocol: format!("synaq {}", env!("CARGO_PKG_VERSION")),
        date: services.now().date_naive().to_string(),
    };
    let fresh = Call {
        if_match: Some("*".into()),
        ..call.clone()
    };
    specifications::approve_specification(services, &fresh, &id, version, &approval)?;
    specifications::publish_specification(services, &fresh, &id, version, &Publish::default())?;
    Ok(true)
}

/// Id of the caller's specification with this code.
pub fn specification_id(services: &Services, call: &Call, code: &str) -> Answer<Option<String>> {
    let org = &call.actor.home_org;
    services.read(|c| Ok(store::specifications::id_by_code(c, org, code)?))
}

/// Puts the items of a bank file live that are not there yet; returns how many.
fn load_bank(services: &Services, call: &Call, bank: &BankFile) -> Answer<usize> {
    let org = call.actor.home_org.clone();
    load_stimuli(services, call, bank, &org)?;
    let codes: Vec<String> = bank.items.iter().map(|i| i.code.clone()).collect();
    let known: Vec<String> =
        services.read(|c| Ok(store::item_codes::known_codes(c, &org, &codes)?))?;
    let new = services.read(|c| {
        let mut new = Vec::new();
        for (n, item) in bank
            .items
            .iter()
            .enumerate()
            .filter(|(_, i)| !known.contains(&i.code))
        {
            let mut document = item.clone();
            document.content.licence = document.content.licence.or_else(|| bank.licence.clone());
            let findings = check_document(services, c, call, &org, &document, Stage::Submit)?;
            if refuses(&findings) {
                let findings = findings.into_iter().filter(Finding::is_error);
                return Err(Refusal::Invalid(
                    findings.map(|f| f.under(&format!("/items/{n}"))).collect(),
                ));
            }
            let external = ExternalName {
                source: bank.id.clone(),
                id: document.code.clone(),
                content_hash: document::content_hash(&document),
            };
            new.push(NewItem {
                owner_org: org.clone(),
                document,
                external: Some(external),
            });
        }
        Ok(new)
    })?;
    if new.is_empty() {
        return Ok(0);
    }
    services.write(call, "load_library", |unit| {
        put_live(unit, &new)?;
        unit.audit(&org, "bank_file", &bank.id, json!({"items": new.len()}))?;
        Ok(new.len())
    })?;
    load_enemies(services, call, bank)?;
    Ok(new.len())
}

/// Groups name codes in the file and ids in the bank.
fn load_enemies(services: &Services, call: &Call, bank: &BankFile) -> Answer<()> {
    let org = &call.actor.home_org;
    let known = services.read(|c| Ok(store::enemy_groups::codes_of(c, org)?))?;
    for group in bank.enemies.iter().filter(|g| !known.contains(&g.id)) {
        let ids = services.read(|c| Ok(store::item_codes::ids_by_code(c, org, &group.items)?))?;
        let input = CreateEnemyGroup {
            kind: EnemyKind::Enemies,
            code: Some(group.id.clone()),
            reason: group.reason.clone(),
            items: ids,
        };
        enemy_groups::create_enemy_group(services, call, &input)?;
    }
    Ok(())
}

fn load_stimuli(services: &Services, call: &Call, bank: &BankFile, org: &str) -> Answer<()> {
    let codes: Vec<String> = bank.stimuli.iter().map(|s| s.code.clone()).collect();
    let known = services.read(|c| Ok(store::stimuli::known_codes(c, org, &codes)?))?;
    for stimulus in bank.stimuli.iter().filter(|s| !known.contains(&s.code)) {
        let mut document = stimulus.clone();
        document.licence = document.licence.or_else(|| bank.licence.clone());
        stimuli::create_stimulus(services, call, &document)?;
    }
    Ok(())
}

fn put_live(unit: &mut Unit<'_>, new: &[NewItem]) -> Answer<()> {
    for id in persist_items(unit, new)? {
        let drafts = store::items::in_phases(unit.c, &id, &["draft"])?;
        for version in drafts {
            store::items::set_phase(unit.c, &version, "live", "live", unit.now)?;
        }
    }
    Ok(())
}

/// A short account for the terminal.
pub fn told(loaded: &Loaded) -> Value {
    json!({"references": loaded.references, "specifications": loaded.specifications, "items": loaded.items})
}
