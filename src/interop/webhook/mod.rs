//! Webhooks after Standard Webhooks 1.0.0: what is sent, how it is signed, when it is tried again, and
//! which addresses may be called.
//!
//! * [`payload`]: a thin body of type, time and ids; what an item says never travels.
//! * [`signature`]: HMAC-SHA256 over `id.timestamp.body`, with several secrets while one is replaced.
//! * [`retry`]: ten tries over 75 hours, what an answer means, and when the next try is.
//! * [`address`]: https only, and no address inside the house unless it is allowed.
//!
//! What is absent: sending. The caller resolves the name, asks [`address`] about **every** address it got,
//! connects to the very address it asked about, follows no redirect and gives up after [`TIMEOUT_S`].

pub mod address;
pub mod payload;
pub mod retry;
pub mod signature;

#[cfg(test)]
mod address_tests;

/// Seconds that an answer is waited for.
pub const TIMEOUT_S: u64 = 20;
