//! What the databases hold by themselves, on both: immutability, constraints, equal schemas,
//! migrations, and that nothing is lost when many write at once.

#[path = "../harness/mod.rs"]
#[macro_use]
mod harness;

mod collections;
mod immutable;
mod jobs;
mod life;
mod marking;
mod opening;
mod pieces;
mod quality;
mod reviews;
mod rows;
mod schema;
