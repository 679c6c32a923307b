//! Who may do what: organisations in a tree, roles as sets of permissions granted per organisation
//! and optionally per subject and language, what organisations share with each other, and the one
//! question [`decide`].
//!
//! Deny by default. What an actor may not know of is *hidden* (404), what it may see and not do is
//! *denied* (403); neither answer tells whether a secure item exists.

mod actor;
mod decide;
mod permission;
pub mod person;
mod role;
mod scope;
mod share;

pub use actor::{Actor, Grant};
pub use decide::{Decision, Object, Shared, decide, share_for, share_to_use};
pub use permission::Permission;
pub use role::Role;
pub use scope::{Scope, ScopeRule, SharedRule, scope, shared_rules};
pub use share::{Share, ShareRight, Shareable, SharedWhat};
