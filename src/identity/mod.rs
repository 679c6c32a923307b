//! Who may do what: organisations in a tree, roles as sets of permissions granted per organisation
//! and optionally per subject and language, and the one question [`decide`].
//!
//! Deny by default. What an actor may not know of is *hidden* (404), what it may see and not do is
//! *denied* (403); neither answer tells whether a secure item exists.

mod actor;
mod decide;
mod permission;
pub mod person;
mod role;
mod scope;

pub use actor::{Actor, Grant};
pub use decide::{Decision, Object, decide};
pub use permission::Permission;
pub use role::Role;
pub use scope::{Scope, ScopeRule, scope};
