//! How the installation stands: background jobs and the connection pool. Numbers only.

use super::{Answer, Call, Refusal, Services, organisations, setup};
use crate::identity::{Object, Permission};
use crate::store;

pub use crate::store::jobs::JobCount;

/// What is measured at the moment of asking.
#[derive(Clone, Debug)]
pub struct Measures {
    /// Jobs by kind and state.
    pub jobs: Vec<JobCount>,
    /// Seconds that the longest waiting job has waited; 0 where none waits.
    pub oldest_waiting_s: f64,
    /// Open connections to the database.
    pub connections: u32,
    /// Of these, waiting to be used.
    pub idle_connections: u32,
}

/// Measures the installation. It is one for all organisations: only who may read it at the root is told.
pub fn read_metrics(services: &Services, call: &Call) -> Answer<Measures> {
    services.read(|c| {
        let root = store::organisations::by_code(c, setup::ROOT)?
            .ok_or_else(|| Refusal::Internal("no root".into()))?;
        let path = organisations::path_of(c, &root.id)?;
        call.require(Permission::ReadMetrics, &Object::of(&path))?;
        let waiting = store::jobs::oldest_waiting(c)?;
        let age = waiting.map(|since| services.now().naive_utc() - since);
        let (connections, idle_connections) = services.db.connections();
        Ok(Measures {
            jobs: store::jobs::counts(c)?,
            oldest_waiting_s: age.map_or(0.0, |age| age.as_seconds_f64().max(0.0)),
            connections,
            idle_connections,
        })
    })
}
