//! `schemas`: the JSON Schema of every kind of document, generated from the types that read it, so that
//! editors complete and check while a document is written. The shipped files name theirs in their first line:
//!
//! ```yaml
//! # yaml-language-server: $schema=../schemas/test-spec.schema.json
//! ```

use std::path::Path;

use serde_json::{Value, json};

use super::outcome::{Failure, print};
use crate::bank::file::BankFile;
use crate::bank::model::ItemModelDocument;
use crate::bank::quality::QualityPolicy;
use crate::bank::workflow::WorkflowDocument;
use crate::curriculum::CurriculumDocument;
use crate::curriculum::calendar::CalendarDocument;
use crate::curriculum::objective_mapping::ObjectiveMappingDocument;
use crate::document::schema_of;
use crate::interop::MappingProfile;
use crate::interop::pool::profile::PoolProfile;
use crate::specification::accommodations::AccommodationsDocument;
use crate::specification::conduct::ConductDocument;
use crate::specification::document::SpecificationDocument;
use crate::specification::item_specification::ItemSpecificationDocument;
use crate::specification::policy::GradingPolicyDocument;

/// What a document begins with (`schema: …`), the file of its schema, and the schema.
type Kind = (&'static str, &'static str, fn() -> Value);

/// Every kind of document, by name.
const KINDS: [Kind; 15] = [
    (
        "synaq.accommodations/v1",
        "accommodations",
        schema_of::<AccommodationsDocument>,
    ),
    ("synaq.bank/v1", "bank", schema_of::<BankFile>),
    (
        "synaq.battery/v1",
        "battery",
        schema_of::<SpecificationDocument>,
    ),
    (
        "synaq.calendar/v1",
        "calendar",
        schema_of::<CalendarDocument>,
    ),
    ("synaq.conduct/v1", "conduct", schema_of::<ConductDocument>),
    (
        "synaq.curriculum/v1",
        "curriculum",
        schema_of::<CurriculumDocument>,
    ),
    (
        "synaq.grading-policy/v1",
        "grading-policy",
        schema_of::<GradingPolicyDocument>,
    ),
    (
        "synaq.item-model/v1",
        "item-model",
        schema_of::<ItemModelDocument>,
    ),
    (
        "synaq.item-quality/v1",
        "item-quality",
        schema_of::<QualityPolicy>,
    ),
    (
        "synaq.item-spec/v1",
        "item-spec",
        schema_of::<ItemSpecificationDocument>,
    ),
    ("synaq.mapping/v1", "mapping", schema_of::<MappingProfile>),
    (
        "synaq.objective-mapping/v1",
        "objective-mapping",
        schema_of::<ObjectiveMappingDocument>,
    ),
    (
        "synaq.pool-profile/v1",
        "pool-profile",
        schema_of::<PoolProfile>,
    ),
    (
        "synaq.test-spec/v1",
        "test-spec",
        schema_of::<SpecificationDocument>,
    ),
    (
        "synaq.workflow/v1",
        "workflow",
        schema_of::<WorkflowDocument>,
    ),
];

/// What documents begin with.
pub(super) fn names() -> Vec<&'static str> {
    KINDS.iter().map(|(name, ..)| *name).collect()
}

/// Writes the schemas into a folder, which is made where it is not there.
pub fn schemas(folder: &Path) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::Wrong(format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, file, schema) in KINDS {
        let path = folder.join(format!("{file}.schema.json"));
        let text = serde_json::to_string_pretty(&titled(name, schema()))
            .unwrap_or_else(|e| unreachable!("a schema is plain data: {e}"));
        std::fs::write(&path, text + "\n").map_err(failed)?;
        print(&path.display().to_string());
    }
    Ok(())
}

/// The schema under the name its documents begin with, which editors show.
fn titled(name: &str, mut schema: Value) -> Value {
    schema["title"] = json!(name);
    schema
}
