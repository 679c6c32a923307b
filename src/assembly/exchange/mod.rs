//! Forms by exchanging items: no tree and no relaxation, only one item for another where that makes
//! a form better.
//!
//! * [`model`]: the program of one form as exchanges see it: places, sums with bounds, distances.
//! * [`state`]: a form under way, and what an exchange would change.
//! * [`search`]: from a start by chance to a form that holds every rule, then nearer to its targets.
//! * [`shared`]: what several forms may have in common; [`joint`]: items exchanged between
//!   forms, and `cooling`: by chance where that is not enough.
//!
//! A search proves nothing when it fails, and what it finds is recounted like every other form. Its
//! work is counted in exchanges looked at, never in seconds, so the same seed gives the same form.

mod cooling;
pub mod joint;
pub mod model;
mod reading;
pub mod search;
pub mod shared;
pub mod state;
