//! The shipped library and generated banks inside a service, put there straight through the store:
//! how documents come in over the API is tested where the API of each is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::assembly::candidate::Evidence;
use synaq::assembly::generated::generate;
use synaq::bank::Language;
use synaq::bank::texts::{ItemDocument, StimulusDocument};
use synaq::document::{Format, canonical, content_hash, decode_text, parse};
use synaq::specification::component::components;
use synaq::specification::document::SpecificationDocument;
use synaq::store::schema::*;
use synaq::store::{AnyConnection, StoreError};

use super::api::Service;

/// Items and stimuli.
#[derive(Default)]
pub struct Bank {
    pub items: Vec<ItemDocument>,
    pub stimuli: Vec<StimulusDocument>,
}

/// A shipped specification, by file name without ending.
pub fn specification(name: &str) -> SpecificationDocument {
    let text = read(&format!("specifications/{name}.yaml"));
    decode_text(&text, Format::Yaml)
        .unwrap_or_else(|findings| panic!("{name}: {findings:?}"))
        .0
}

/// A shipped bank, by file name without ending.
pub fn bank(name: &str) -> Bank {
    let text = read(&format!("bank/{name}.yaml"));
    let tree = parse(&text, Format::Yaml).unwrap_or_else(|findings| panic!("{name}: {findings:?}"));
    let list = |key: &str| tree.value[key].as_array().cloned().unwrap_or_default();
    Bank {
        items: list("items").into_iter().map(typed).collect(),
        stimuli: list("stimuli").into_iter().map(typed).collect(),
    }
}

fn typed<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e} in {value}"))
}

fn read(path: &str) -> String {
    let file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("item_specs")
        .join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// Publishes a specification as the root's and gives its id.
pub fn publish(service: &Service, document: &SpecificationDocument) -> String {
    publish_for(service, &service.root(), document, "public")
}

/// Publishes a specification as an organisation's and gives its id.
pub fn publish_for(
    service: &Service,
    owner: &str,
    document: &SpecificationDocument,
    access: &str,
) -> String {
    let id = service.services.new_id();
    let now = service.services.now().naive_utc();
    write(service, |c| {
        diesel::insert_into(specifications::table)
            .values((
                specifications::id.eq(&id),
                specifications::owner_org.eq(owner),
                specifications::code.eq(&document.id),
                specifications::created_by.eq("test"),
                specifications::created_at.eq(now),
            ))
            .execute(c)?;
        let version = i32::try_from(document.version).expect("a small number");
        diesel::insert_into(specification_versions::table)
            .values((
                (
                    specification_versions::specification_id.eq(&id),
                    specification_versions::version.eq(version),
                    specification_versions::state.eq("published"),
                    specification_versions::document.eq(canonical(document)),
                    specification_versions::hash.eq(content_hash(document)),
                    specification_versions::revision.eq(1),
                    specification_versions::kind.eq(&document.kind),
                    specification_versions::subject
                        .eq(document.subject.clone().unwrap_or_default()),
                    specification_versions::grade.eq(i32::from(document.grade.unwrap_or(0))),
                    specification_versions::term.eq(i32::from(document.term.unwrap_or(0))),
                ),
                (
                    specification_versions::academic_year
                        .eq(document.academic_year.clone().unwrap_or_default()),
                    specification_versions::access.eq(access),
                    specification_versions::approval_body.eq("council"),
                    specification_versions::approval_protocol.eq("1"),
                    specification_versions::approval_date.eq("2026-08-20"),
                    specification_versions::created_by.eq("test"),
                    specification_versions::created_at.eq(now),
                    specification_versions::updated_at.eq(now),
                    specification_versions::published_at.eq(now),
                ),
            ))
            .execute(c)?;
        Ok(())
    });
    id
}

/// Puts a bank into the root organisation, every item in this phase; gives ids by code.
pub fn fill(service: &Service, bank: &Bank, phase: &str) -> BTreeMap<String, String> {
    fill_for(service, &service.root(), bank, phase)
}

/// The same into an organisation.
pub fn fill_for(
    service: &Service,
    owner: &str,
    bank: &Bank,
    phase: &str,
) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    write(service, |c| {
        for stimulus in &bank.stimuli {
            insert_stimulus(c, service, owner, stimulus)?;
        }
        for item in &bank.items {
            let id = service.services.new_id();
            insert_item(c, service, owner, &id, item, phase)?;
            ids.insert(item.code.clone(), id);
        }
        Ok(())
    });
    ids
}

/// Statistics of the first versions of items: as many administrations as `rounds`, each of `n`
/// candidates.
pub fn try_out(service: &Service, ids: &BTreeMap<String, String>, evidence: Evidence) {
    let now = service.services.now().naive_utc();
    write(service, |c| {
        for round in 1..=evidence.rounds {
            for item in ids.values() {
                diesel::insert_into(item_statistics::table)
                    .values((
                        item_statistics::id.eq(service.services.new_id()),
                        item_statistics::item_id.eq(item),
                        item_statistics::number.eq(1),
                        item_statistics::language.eq(""),
                        item_statistics::administration.eq(format!("pilot-{round}")),
                        item_statistics::administered.eq("2026-03-01"),
                        item_statistics::population.eq("generated"),
                        item_statistics::model.eq("ctt"),
                        item_statistics::metric.eq("rit"),
                        item_statistics::scale.eq(""),
                        item_statistics::n.eq(i32::try_from(evidence.n).expect("a small number")),
                        item_statistics::value.eq(0.3),
                        item_statistics::created_by.eq("test"),
                        item_statistics::created_at.eq(now),
                    ))
                    .execute(c)?;
            }
        }
        Ok(())
    });
}

/// Adds a stale revision of the texts of items in a language, as when the source moved on.
pub fn make_stale(service: &Service, language: &str, item_ids: &[&String]) {
    let language = language.parse().expect("a language");
    write(service, |c| {
        for id in item_ids {
            insert_revision(c, service, id, &language, (2, "stale"), "{}")?;
        }
        Ok(())
    });
}

/// Changes the phase of every version of an item.
pub fn set_phase(service: &Service, item_id: &str, phase: &str) {
    write(service, |c| {
        diesel::update(item_versions::table.filter(item_versions::item_id.eq(item_id)))
            .set(item_versions::phase.eq(phase))
            .execute(c)?;
        Ok(())
    });
}

/// Makes enemies of items.
pub fn make_enemies(service: &Service, code: &str, item_ids: &[&str]) {
    let (id, root) = (service.services.new_id(), service.root());
    let now = service.services.now().naive_utc();
    write(service, |c| {
        diesel::insert_into(enemy_groups::table)
            .values((
                enemy_groups::id.eq(&id),
                enemy_groups::owner_org.eq(&root),
                enemy_groups::code.eq(code),
                enemy_groups::reason.eq("one gives the other away"),
                enemy_groups::created_by.eq("test"),
                enemy_groups::created_at.eq(now),
            ))
            .execute(c)?;
        for item in item_ids {
            diesel::insert_into(enemy_members::table)
                .values((
                    enemy_members::group_id.eq(&id),
                    enemy_members::item_id.eq(*item),
                ))
                .execute(c)?;
        }
        Ok(())
    });
}

/// One write unit of a test.
pub fn write<T>(
    service: &Service,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
) -> T {
    service
        .services
        .db
        .write(work)
        .unwrap_or_else(|e| panic!("the library is written: {e}"))
}

fn insert_stimulus(
    c: &mut AnyConnection,
    service: &Service,
    root: &str,
    document: &StimulusDocument,
) -> Result<(), StoreError> {
    let now = service.services.now().naive_utc();
    diesel::insert_into(stimuli::table)
        .values((
            stimuli::id.eq(service.services.new_id()),
            stimuli::owner_org.eq(root),
            stimuli::code.eq(&document.code),
            stimuli::kind.eq(document.kind.as_str()),
            stimuli::subject.eq(&document.subject),
            stimuli::content.eq(canonical(document)),
            stimuli::hash.eq(content_hash(document)),
            stimuli::revision.eq(1),
            stimuli::created_by.eq("test"),
            stimuli::created_at.eq(now),
            stimuli::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_item(
    c: &mut AnyConnection,
    service: &Service,
    root: &str,
    id: &str,
    item: &ItemDocument,
    phase: &str,
) -> Result<(), StoreError> {
    let now = service.services.now().naive_utc();
    diesel::insert_into(items::table)
        .values((
            items::id.eq(id),
            items::owner_org.eq(root),
            items::code.eq(&item.code),
            items::created_by.eq("test"),
            items::created_at.eq(now),
        ))
        .execute(c)?;
    let content = &item.content;
    let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
    diesel::insert_into(item_versions::table)
        .values((
            (
                item_versions::item_id.eq(id),
                item_versions::number.eq(1),
                item_versions::phase.eq(phase),
                item_versions::state.eq(phase),
                item_versions::latest.eq(true),
                item_versions::sealed.eq(phase != "draft"),
                item_versions::content.eq(canonical(content)),
                item_versions::content_hash.eq(content_hash(content)),
                item_versions::revision.eq(1),
                item_versions::item_type.eq(content.item_type.as_str()),
                item_versions::purpose.eq(content.purpose.as_str()),
                item_versions::subject.eq(&content.subject),
                item_versions::grade_min.eq(i32::from(content.grade_min)),
                item_versions::grade_max.eq(i32::from(content.grade_max)),
            ),
            (
                item_versions::term.eq(i32::from(content.term.unwrap_or(0))),
                item_versions::unit.eq(content.unit.clone().unwrap_or_default()),
                item_versions::difficulty.eq(text(json!(content.difficulty))),
                item_versions::thinking.eq(text(json!(content.thinking))),
                item_versions::literacy.eq(content.literacy.clone().unwrap_or_default()),
                item_versions::skill.eq(content.skill.clone().unwrap_or_default()),
                item_versions::points.eq(content.points.0),
                item_versions::access.eq(content.access.as_str()),
                item_versions::stimulus.eq(content.stimulus.clone().unwrap_or_default()),
                item_versions::family.eq(content.family.clone().unwrap_or_default()),
                item_versions::created_by.eq("test"),
                item_versions::created_at.eq(now),
                item_versions::updated_at.eq(now),
            ),
        ))
        .execute(c)?;
    for (language, texts) in &item.texts {
        insert_variant(c, service, id, language, 1, &canonical(texts))?;
    }
    Ok(())
}

/// Adds a revision of an item's texts.
pub fn insert_variant(
    c: &mut AnyConnection,
    service: &Service,
    item_id: &str,
    language: &Language,
    revision: i32,
    texts: &str,
) -> Result<(), StoreError> {
    insert_revision(c, service, item_id, language, (revision, "current"), texts)
}

fn insert_revision(
    c: &mut AnyConnection,
    service: &Service,
    item_id: &str,
    language: &Language,
    (revision, state): (i32, &str),
    texts: &str,
) -> Result<(), StoreError> {
    diesel::insert_into(item_variants::table)
        .values((
            item_variants::item_id.eq(item_id),
            item_variants::number.eq(1),
            item_variants::language.eq(language.as_str()),
            item_variants::revision.eq(revision),
            item_variants::texts.eq(texts),
            item_variants::texts_hash.eq(""),
            item_variants::search_text.eq(""),
            item_variants::source_language.eq(language.as_str()),
            item_variants::source_hash.eq(""),
            item_variants::state.eq(state),
            item_variants::created_by.eq("test"),
            item_variants::created_at.eq(service.services.now().naive_utc()),
        ))
        .execute(c)?;
    Ok(())
}

/// Fills a bank with as many tasks as so many forms of a specification take that share none.
pub fn fill_with_forms_of(service: &Service, name: &str, times: usize) {
    let document = specification(name);
    let component = components(&document).remove(0);
    let subject = document.subject.unwrap_or_default();
    let languages = component.language_sets[0].clone();
    let made = generate(&component, &subject, &languages, "G", times, 1);
    let (items, stimuli) = (made.items, made.stimuli);
    fill(service, &Bank { items, stimuli }, "live");
}
