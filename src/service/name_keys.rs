//! Names sealed anew under the first key, after a new one was put in front.

use serde_json::json;

use super::person_keys::Owner;
use super::{Answer, Call, Services};
use crate::identity::{Object, Permission};
use crate::store::persons as rows;

/// Names of one transaction: the bank is not held up while a country's names are sealed anew.
const CHUNK: usize = 500;

/// Seals every name under the first key; returns how many were under another. What was interrupted goes
/// on when it is called again.
pub fn seal_names_anew(services: &Services, call: &Call) -> Answer<usize> {
    call.require(Permission::ManageNames, &Object::of(&call.actor.home_path))?;
    let mut sealed = 0;
    loop {
        let done = services.write(call, "seal_names_anew", |unit| {
            services.require_person_keys(unit.c)?;
            let key = services.person_keys.current()?;
            let found = rows::under_other_keys(unit.c, &key, CHUNK as i64)?;
            for row in &found {
                let person = services.open_name(row)?;
                let owner = Owner {
                    org: &row.owner_org,
                    candidate: &row.candidate_id,
                };
                let (key_id, sealed) = services.person_keys.seal(&person, owner)?;
                let anew = rows::PersonRow {
                    key_id,
                    sealed,
                    ..row.clone()
                };
                rows::replace(unit.c, &anew)?;
            }
            let detail = json!({"names": found.len(), "key": key});
            unit.audit(&call.actor.home_org, "person_key", &key, detail)?;
            Ok(found.len())
        })?;
        sealed += done;
        if done < CHUNK {
            return Ok(sealed);
        }
    }
}

/// Ids of keys that names need.
pub fn keys_in_use(services: &Services) -> Answer<Vec<String>> {
    let used = services.read(|c| Ok(rows::keys_in_use(c)?))?;
    Ok(used.into_iter().map(|(id, _)| id).collect())
}
