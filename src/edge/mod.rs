//! What the faces share: authentication, request context, problem responses, entity tags, the
//! operation table and the API description made from it.

pub mod accept;
pub mod answer;
pub mod body;
pub mod context;
pub mod docs;
pub mod metrics;
pub mod openapi;
pub mod operation;
pub mod parts;
pub mod plain_errors;
pub mod problem;
pub mod query;
pub mod request_log;
pub mod told;

pub use answer::Reply;
pub use body::Body;
pub use context::Context;
pub use operation::{Needs, Operation};
pub use problem::Problem;
pub use query::Query;
