//! The problems that the engine is measured by: a bank of 24,000 items in 24 pools, and 300 passages
//! with their items, each drawn from one seed, and the programs of forms from them.
//!
//! They are like what large testing programmes have: content shares, types, levels, points, time,
//! difficulty, key positions, enemies; the least information at three abilities is maximised. The
//! recipe is written beside each number, so that others can draw banks of the same kind.

mod bank;
mod draw;
mod passages;
mod program;
mod request;

pub use bank::{TrialBank, TrialItem};
pub use passages::{Passage, Passages};
pub use program::{
    ABILITIES, WEIGHTS, from_passages, from_pool, from_whole_bank, parallel_forms, resized, targets,
};
pub use request::{
    contradictory_request, item_number, request_for_cohort, request_from_passages,
    request_from_pool, request_from_whole_bank, request_of_parallel_forms,
};
