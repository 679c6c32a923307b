//! From a key to an actor. Keys are cached for at most two seconds, so a revoked key or a changed
//! grant is in force that soon; a share that ends, at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::{Answer, Refusal, Services, secrets};
use crate::identity::{Actor, Permission};
use crate::store::{self, AnyConnection};

/// How stale a cached actor may be.
const STALE: Duration = Duration::from_secs(2);
/// Cached actors at most; the cache is emptied when it is full.
const CACHED: usize = 10_000;

/// Actors by key hash.
#[derive(Default)]
pub(super) struct KeyCache {
    actors: Mutex<HashMap<String, (Instant, Actor)>>,
}

impl KeyCache {
    fn get(&self, hash: &str, now: NaiveDateTime) -> Option<Actor> {
        let lasts = |actor: &Actor| {
            let mut ends = actor.shares.iter().filter_map(|share| share.until);
            ends.all(|until| until > now)
        };
        let actors = self.actors.lock().unwrap_or_else(PoisonError::into_inner);
        actors
            .get(hash)
            .filter(|(at, actor)| at.elapsed() < STALE && lasts(actor))
            .map(|(_, actor)| actor.clone())
    }

    fn put(&self, hash: String, actor: Actor) {
        let mut actors = self.actors.lock().unwrap_or_else(PoisonError::into_inner);
        if actors.len() >= CACHED {
            actors.clear();
        }
        actors.insert(hash, (Instant::now(), actor));
    }

    pub(super) fn forget(&self) {
        self.actors
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

impl Services {
    /// The actor behind a secret key.
    pub fn authenticate(&self, secret: &str) -> Answer<Actor> {
        let hash = secrets::secret_hash(secret);
        let now = self.now().naive_utc();
        if let Some(actor) = self.keys.get(&hash, now) {
            return Ok(actor);
        }
        let actor = self.read(|c| actor_of_key(c, &hash, now))?;
        self.keys.put(hash, actor.clone());
        Ok(actor)
    }

    /// Forgets cached actors: what this process changed holds at once in this process.
    pub fn forget_cached_actors(&self) {
        self.keys.forget();
    }

    /// The actor of a user, as it is inside a unit.
    pub(super) fn actor_of_user_in(
        &self,
        c: &mut AnyConnection,
        user_id: &str,
        now: NaiveDateTime,
    ) -> Answer<Actor> {
        actor_of(c, user_id, None, now)
    }

    /// The actor of a user, without a key (command line, worker).
    pub fn actor_of_user(&self, user_id: &str) -> Answer<Actor> {
        let now = self.now().naive_utc();
        self.read(|c| actor_of(c, user_id, None, now))
    }
}

fn actor_of_key(c: &mut AnyConnection, hash: &str, now: NaiveDateTime) -> Answer<Actor> {
    let key = store::api_keys::by_hash(c, hash)?.ok_or(Refusal::Unauthenticated)?;
    let over = key.revoked_at.is_some() || key.expires_at.is_some_and(|end| end <= now);
    if over {
        return Err(Refusal::Unauthenticated);
    }
    let only = (!key.permissions.is_empty()).then(|| permissions_of(&key.permissions));
    actor_of(c, &key.user_id, only, now)
}

fn permissions_of(list: &str) -> Vec<Permission> {
    // A permission that this version no longer knows gives nothing.
    list.split(' ')
        .filter_map(|name| name.parse().ok())
        .collect()
}

fn actor_of(
    c: &mut AnyConnection,
    user_id: &str,
    only: Option<Vec<Permission>>,
    now: NaiveDateTime,
) -> Answer<Actor> {
    let user = store::users::by_id(c, user_id)?
        .filter(|u| u.state == "active")
        .ok_or(Refusal::Unauthenticated)?;
    let grants = store::grants::of_user(c, &user.id)?;
    let home_path = store::users::home_path(c, &user.home_org)?;
    let shares = store::shares::of_grants(c, &grants, now)?;
    Ok(Actor {
        shares,
        user_id: user.id,
        home_org: user.home_org,
        home_path,
        grants,
        only,
    })
}
