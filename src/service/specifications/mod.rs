//! Specifications: write and check, approve and publish, list and read.
//!
//! * `write`: create, check without saving, update a draft, revise.
//! * `life`: approve, publish, withdraw.
//! * `list` and `read`: who may see what, filters, bytes of the published ones.
//! * `references`: what a document is checked against.

mod life;
mod list;
mod read;
mod references;
mod view;
mod write;

pub(super) use read::BytesCache;

pub use life::{
    Approve, Withdraw, approve_specification, publish_specification, withdraw_specification,
};
pub use list::{SpecificationFilter, list_specifications};
pub use read::{
    Representation, Served, Specification, Usable, read_specification, read_specification_version,
    usable,
};
pub use view::{Approval, SavedSpecification, SpecificationSummary};
pub use write::{
    SpecificationCheck, SpecificationText, check_specification, create_specification,
    revise_specification, update_specification,
};
