//! Behaviour through the real doors (API, pages, command line), each test on both databases.

#[path = "../harness/mod.rs"]
#[macro_use]
mod harness;

mod browser;
mod contract;
mod edges;
mod identity;
