//! Keys that sign manifests of assemblies: they stand in the configuration or in a file that only the
//! service's account reads, like those of names. The first one signs; the public part of each is told to
//! everybody, so that a manifest that was signed with an earlier one can still be verified.

use std::path::Path;
use std::sync::Arc;

use rand::TryRng;
use rand::rngs::SysRng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Services, key_file};
use crate::document::hex;
use crate::document::signature::SigningKey;

/// Whose keys a file holds, as faults say it.
const WHAT: &str = "the keys that sign manifests";

/// The keys a process has.
#[derive(Clone, Debug, Default)]
pub struct SigningKeys(Arc<Vec<SigningKey>>);

/// The public part of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicKey {
    /// What signatures call it: the first 16 hexadecimal digits of its SHA-256.
    pub id: String,
    /// `ed25519`.
    pub algorithm: String,
    /// 64 hexadecimal digits.
    pub public_key: String,
    /// True for the one that signs now.
    pub signs: bool,
}

/// The public parts of all keys, the one that signs first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicKeys {
    /// The keys.
    pub items: Vec<PublicKey>,
}

impl SigningKeys {
    /// Keys from text, as [`SigningKeys::of_file`] reads them.
    ///
    /// Errors: every wrong one, by its place and never by its text.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        match key_file::keys_of(text) {
            (keys, faults) if faults.is_empty() => Ok(Self::of(keys)),
            (_, faults) => Err(faults),
        }
    }

    /// Keys of a file: 64 hexadecimal digits each; `None` where there is no such file.
    pub fn of_file(path: &Path) -> Result<Option<Self>, String> {
        Ok(key_file::read(path, WHAT)?.map(Self::of))
    }

    /// Makes a file with a first key where there is none; the keys of the file.
    pub fn first_in_file(path: &Path) -> Result<Self, String> {
        if let Some(keys) = Self::of_file(path)? {
            return Ok(keys);
        }
        let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let mut bytes = [0_u8; 32];
        SysRng.try_fill_bytes(&mut bytes).map_err(|e| fault(&e))?;
        let text = format!(
            "# Keys that sign manifests of assemblies. The first one signs; put a new one before it and\n\
             # keep the old ones, whose public parts are told as long as they stand here.\n{}\n",
            hex(&bytes)
        );
        key_file::write(path, &text).map_err(|e| fault(&e))?;
        Ok(Self::of(vec![bytes]))
    }

    fn of(keys: Vec<[u8; 32]>) -> Self {
        Self(Arc::new(keys.into_iter().map(SigningKey::of).collect()))
    }

    /// The key that signs; `None` where there are none: manifests then say that nobody signed them.
    pub fn first(&self) -> Option<&SigningKey> {
        self.0.first()
    }

    /// The key with this id.
    pub fn by_id(&self, id: &str) -> Option<&SigningKey> {
        self.0.iter().find(|key| key.id() == id)
    }

    /// True when one of the keys has this public part.
    pub fn has(&self, public_key: &str) -> bool {
        self.0.iter().any(|key| key.public() == public_key)
    }

    /// The public parts, the one that signs first.
    pub fn public(&self) -> Vec<PublicKey> {
        let key = |(place, key): (usize, &SigningKey)| PublicKey {
            id: key.id(),
            algorithm: "ed25519".to_owned(),
            public_key: key.public(),
            signs: place == 0,
        };
        self.0.iter().enumerate().map(key).collect()
    }
}

/// The public keys that manifests of this service can be verified with. Nobody needs a key to ask.
pub fn list_signing_keys(services: &Services) -> PublicKeys {
    PublicKeys {
        items: services.signing_keys.public(),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_first_key_of_a_file_signs_and_the_file_is_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("signing-keys");
        assert!(SigningKeys::of_file(&path).expect("no file").is_none());
        let made = SigningKeys::first_in_file(&path).expect("a key");
        let again = SigningKeys::first_in_file(&path).expect("the same key");
        assert_eq!(made.public(), again.public());
        let mode = |path: &Path| {
            std::fs::metadata(path)
                .expect("a file")
                .permissions()
                .mode()
        };
        assert_eq!(mode(&path) & 0o777, 0o600);
        let text = format!("{}\n{}", "1f".repeat(32), "2f".repeat(32));
        let both = SigningKeys::parse(&text).expect("keys").public();
        assert_eq!((both.len(), both[0].signs, both[1].signs), (2, true, false));
        assert_eq!(SigningKeys::parse("zz 11").expect_err("wrong").len(), 2);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("a mode");
        assert!(
            SigningKeys::of_file(&path)
                .expect_err("open to all")
                .contains("chmod 600")
        );
    }
}
