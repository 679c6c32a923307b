//! Specifications: write and check, approve and publish, list and read.
//!
//! * `write`: create, check without saving, update a draft, revise.
//! * `life`: approve, publish, withdraw.
//! * `succession`: what holds no more, and what stands in its place; names that are searched by.
//! * `guidance`: files and links for those who work with a specification.
//! * `comparing`: what changed between two versions.
//! * `list` and `read`: who may see what, filters, bytes of the published ones.
//! * `parts`: what the rows of a version say of its document.
//! * `references`: what a document is checked against.

mod comparing;
mod guidance;
mod life;
mod list;
mod parts;
mod read;
mod references;
pub(super) mod succession;
mod view;
mod write;

pub(super) use read::{BytesCache, owned};

pub use comparing::{ComparedSpecifications, ComparedVersion, compare_specifications};
pub use guidance::{
    AddGuidance, Guidance, GuidanceFile, MEDIA_TYPES, add_guidance, list_guidance, read_guidance,
    remove_guidance,
};
pub use life::{
    Approve, Publish, Withdraw, approve_specification, publish_specification,
    withdraw_specification,
};
pub(super) use list::visibility;
pub use list::{SpecificationFilter, list_specifications};
pub use read::{
    Representation, Served, Specification, Usable, read_specification, read_specification_version,
    usable,
};
pub use succession::Successor;
pub use view::{
    Approval, ListedSpecification, SavedSpecification, SpecificationSummary, SupersededBy,
    Withdrawal,
};
pub use write::{
    SpecificationCheck, SpecificationText, check_specification, create_specification,
    revise_specification, update_specification,
};
