//! Who reads what an organisation publishes in the catalogue: holders of a key, unless it says everybody.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::{path_of, read_organisation};
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::language::text_enum;
use crate::store::catalogue as rows;
use crate::store::{AnyConnection, StoreError};

text_enum! {
    /// Who reads what an organisation publishes.
    CatalogueReaders {
        /// Everybody, without a key.
        Everybody = "everybody",
        /// Who has a key to the service.
        KeyHolders = "key_holders",
    }
}

/// Who reads what an organisation publishes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetReaders {
    /// Who.
    pub readers: CatalogueReaders,
}

/// An organisation's word on who reads what it publishes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueWord {
    /// The organisation.
    pub org_id: String,
    /// Who.
    pub readers: CatalogueReaders,
    /// Row revision; the entity tag. 0 where nothing was said yet.
    pub revision: i32,
}

/// What an organisation says on who reads what it publishes.
pub fn read_catalogue_word(services: &Services, call: &Call, id: &str) -> Answer<CatalogueWord> {
    read_organisation(services, call, id)?;
    services.read(|c| word(c, id))
}

/// Says who reads what an organisation publishes.
pub fn set_catalogue_word(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SetReaders,
) -> Answer<CatalogueWord> {
    read_organisation(services, call, id)?;
    services.write(call, "set_catalogue_word", |unit| {
        let path = path_of(unit.c, id)?;
        call.require(Permission::ManageOrganisations, &Object::of(&path))?;
        let before = word(unit.c, id)?.revision;
        call.require_match(&before.to_string())?;
        let readers = input.readers.as_str();
        let by = (call.actor.user_id.as_str(), unit.now);
        if !rows::set_readers(unit.c, id, readers, before, by)? {
            return Err(Refusal::Stale {
                current: (before + 1).to_string(),
            });
        }
        unit.audit(id, "catalogue_readers", id, json!({"readers": readers}))?;
        word(unit.c, id)
    })
}

fn word(c: &mut AnyConnection, org_id: &str) -> Answer<CatalogueWord> {
    let said = rows::readers(c, org_id)?;
    let (readers, revision) = said.unwrap_or((CatalogueReaders::KeyHolders.to_string(), 0));
    Ok(CatalogueWord {
        org_id: org_id.to_owned(),
        readers: readers.parse().map_err(StoreError::Corrupt)?,
        revision,
    })
}
