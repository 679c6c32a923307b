//! Ids that two files of a folder both define: whichever is loaded first would win.

use std::collections::BTreeMap;

use super::check::{Checked, Content};
use crate::language::finding::Finding;

/// What a file defines: kind of thing and its id, and where the id stands in the file.
type Definition = (&'static str, String, String);

/// Adds a finding for every id that an earlier file defines too, with both places.
pub(super) fn tell(checked: &mut [Checked]) {
    let mut first: BTreeMap<(&'static str, String), String> = BTreeMap::new();
    for file in checked {
        let defined = file.content.as_ref().map(definitions).unwrap_or_default();
        let mut of_file = BTreeMap::new();
        let mut found = Vec::new();
        for (kind, id, pointer) in defined {
            let place = file.tree.as_ref().and_then(|tree| tree.place(&pointer));
            let at = place.map_or(String::new(), |p| format!("{}:{}:", p.line, p.column));
            let name = (kind, id);
            if let Some(earlier) = first.get(&name) {
                let finding = Finding::error("duplicate_id", pointer);
                found.push(finding.with("id", name.1).with("first", earlier.as_str()));
            } else {
                // Twice in one file is told by the check of that file.
                of_file
                    .entry(name)
                    .or_insert_with(|| format!("{}:{at}{pointer}", file.path.display()));
            }
        }
        first.extend(of_file);
        let located = file.tree.as_ref().map(|tree| tree.locate(found));
        file.findings.extend(located.unwrap_or_default());
    }
}

/// What is defined once among all files. Versions of a specification or policy are different things.
fn definitions(content: &Content) -> Vec<Definition> {
    let one = |kind, id: &str, pointer: &str| vec![(kind, id.to_owned(), pointer.to_owned())];
    let numbered = |id: &str, version: u32| format!("{id} v{version}");
    match content {
        Content::Specification(document) => one(
            "specification",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::Policy(document) => {
            one("policy", &numbered(&document.id, document.version), "/id")
        }
        Content::ItemQuality(document) => one(
            "quality policy",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::ItemSpecification(document) => one(
            "item specification",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::ItemModel(document) => one(
            "item model",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::Accommodations(document) => one(
            "accommodations",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::Calendar(document) => {
            one("calendar", &numbered(&document.id, document.version), "/id")
        }
        Content::Conduct(document) => {
            one("conduct", &numbered(&document.id, document.version), "/id")
        }
        Content::Curriculum(document) => one("programme", &document.programme.id, "/programme/id"),
        Content::ObjectiveMapping(document) => one(
            "objective mapping",
            &numbered(&document.id, document.version),
            "/id",
        ),
        Content::Workflow(document) => {
            one("workflow", &numbered(&document.id, document.version), "/id")
        }
        Content::Mapping(profile) => one("profile", &profile.name, "/name"),
        Content::PoolProfile(profile) => one("pool profile", &profile.name, "/name"),
        Content::Bank(bank) => {
            let items = bank.items.iter().map(|item| item.code.as_str());
            let stimuli = bank.stimuli.iter().map(|stimulus| stimulus.code.as_str());
            let groups = bank.enemies.iter().map(|group| group.id.as_str());
            let mut all = one("bank", &bank.id, "/id");
            all.extend(listed("item", "items", "code", items));
            all.extend(listed("stimulus", "stimuli", "code", stimuli));
            all.extend(listed("enemy group", "enemies", "id", groups));
            all
        }
    }
}

fn listed<'a>(
    kind: &'static str,
    list: &'static str,
    field: &'static str,
    ids: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = Definition> {
    ids.enumerate()
        .map(move |(n, id)| (kind, id.to_owned(), format!("/{list}/{n}/{field}")))
}
