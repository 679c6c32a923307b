//! One write: one immediate transaction, its audit row, and the stored answer of an idempotency key.

use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Answer, Call, Refusal, Services, webhook_events};
use crate::store::{self, AnyConnection, StoreError};

/// An open write unit.
pub struct Unit<'a> {
    /// The connection, inside its transaction.
    pub c: &'a mut AnyConnection,
    /// Who asks.
    pub call: &'a Call,
    /// The moment of the unit; every row of it carries the same.
    pub now: NaiveDateTime,
    services: &'a Services,
    action: &'static str,
    audited: bool,
}

impl Unit<'_> {
    /// A new id.
    pub fn new_id(&self) -> String {
        self.services.new_id()
    }

    /// Writes the audit row of this use case: ids and numbers, never names or secrets.
    pub fn audit(
        &mut self,
        org_id: &str,
        object_kind: &str,
        object_id: &str,
        detail: Value,
    ) -> Answer<()> {
        let row = store::audit::AuditRow {
            id: self.services.new_id(),
            at: self.now,
            actor_id: self.call.actor.user_id.clone(),
            org_id: org_id.to_owned(),
            action: self.action.to_owned(),
            object_kind: object_kind.to_owned(),
            object_id: object_id.to_owned(),
            detail: detail.to_string(),
            request_id: self.call.request_id.clone(),
            seal: None,
        };
        store::audit::insert(self.c, &row)?;
        self.audited = true;
        Ok(())
    }

    /// Tells other systems what happens, if this unit is kept: ids, codes and numbers, never a text.
    pub fn tell(&mut self, org_id: &str, event: &str, ids: &[(&str, Value)]) -> Answer<()> {
        webhook_events::tell(self.services, self.c, self.now, (org_id, event), ids)
    }
}

impl Services {
    /// Runs a use case's write unit. `action` is the use case's name.
    ///
    /// With an idempotency key the answer of the first call is given again, and the key is claimed
    /// *before* the work, so that a second call waits instead of doing it twice.
    pub fn write<T: Serialize + DeserializeOwned>(
        &self,
        call: &Call,
        action: &'static str,
        work: impl Fn(&mut Unit<'_>) -> Answer<T>,
    ) -> Answer<T> {
        match self.write_once(call, action, &work) {
            // Another call claimed the same key in the meantime: its answer is there now.
            Err(Refusal::Internal(why)) if why == CLAIMED => self.write_once(call, action, &work),
            other => other,
        }
    }

    fn write_once<T: Serialize + DeserializeOwned>(
        &self,
        call: &Call,
        action: &'static str,
        work: &impl Fn(&mut Unit<'_>) -> Answer<T>,
    ) -> Answer<T> {
        let now = self.now().naive_utc();
        self.db.write(|c| {
            if let Some(answer) = claim(c, call, now)? {
                return Ok(answer);
            }
            let mut unit = Unit {
                c,
                call,
                now,
                services: self,
                action,
                audited: false,
            };
            let value = work(&mut unit)?;
            debug_assert!(unit.audited, "{action} wrote no audit row");
            keep_answer(c, call, &value)?;
            Ok(value)
        })
    }

    /// The answer that an idempotency key already has, where one does; for use cases that prepare
    /// much before they write.
    pub fn answered<T: DeserializeOwned>(&self, call: &Call) -> Answer<Option<T>> {
        match &call.idempotency {
            None => Ok(None),
            Some((key, hash)) => self.read(|c| stored(c, call, key, hash)),
        }
    }

    /// Runs reads.
    pub fn read<T>(&self, reads: impl FnOnce(&mut AnyConnection) -> Answer<T>) -> Answer<T> {
        self.db.read(reads)
    }

    /// Runs one statement that reads.
    pub(super) fn read_statement<T>(
        &self,
        statement: impl FnOnce(&mut AnyConnection) -> Answer<T>,
    ) -> Answer<T> {
        self.db.read_statement(statement)
    }
}

/// Marks the one internal fault that is answered by trying again.
const CLAIMED: &str = "idempotency key claimed by a concurrent call";

fn claim<T: DeserializeOwned>(
    c: &mut AnyConnection,
    call: &Call,
    now: NaiveDateTime,
) -> Answer<Option<T>> {
    let Some((key, request_hash)) = &call.idempotency else {
        return Ok(None);
    };
    if let Some(answer) = stored(c, call, key, request_hash)? {
        return Ok(Some(answer));
    }
    let actor = &call.actor.user_id;
    match store::idempotency::insert(c, actor, key, request_hash, "", now) {
        Err(StoreError::Unique(_)) => Err(Refusal::Internal(CLAIMED.to_owned())),
        other => Ok(other.map(|()| None)?),
    }
}

fn stored<T: DeserializeOwned>(
    c: &mut AnyConnection,
    call: &Call,
    key: &str,
    request_hash: &str,
) -> Answer<Option<T>> {
    match store::idempotency::find(c, &call.actor.user_id, key)? {
        None => Ok(None),
        Some((hash, _)) if hash != request_hash => Err(Refusal::KeyReused),
        Some((_, answer)) => Ok(Some(store::failure::read_json(&answer)?)),
    }
}

fn keep_answer<T: Serialize>(c: &mut AnyConnection, call: &Call, value: &T) -> Answer<()> {
    if let Some((key, _)) = &call.idempotency {
        store::idempotency::set_answer(
            c,
            &call.actor.user_id,
            key,
            &store::failure::write_json(value),
        )?;
    }
    Ok(())
}
