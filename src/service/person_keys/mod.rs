//! Keys of pupils' names: they stand in the configuration or in a file that only the service's account
//! reads, never in the database. A row names the key it was sealed with, so that keys can be changed.
//!
//! A key is 32 random bytes; its id is a hash of it, so that nobody mixes two up. Names are sealed with
//! XChaCha20-Poly1305 under a random nonce and bound to key, organisation and candidate: a row that is
//! moved to another candidate does not open.

mod file;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};

use self::file::{parse_ring, read_file, write_file};
use super::{Answer, Refusal};
use crate::document::hex;
use crate::identity::person::Person;

/// Bytes of a nonce.
const NONCE: usize = 24;
/// Sealed names are padded to a multiple of this, so that their length tells little.
const PADDING: usize = 128;

/// The keys a process has. Copies share them.
#[derive(Clone, Default)]
pub struct PersonKeys {
    ring: Arc<RwLock<Vec<PersonKey>>>,
    /// Read again when a row names a key that is not there: another process may have made one.
    file: Option<PathBuf>,
}

/// Whose name: part of what a sealed name is bound to.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// The school.
    pub org: &'a str,
    /// The candidate.
    pub candidate: &'a str,
}

#[derive(Clone)]
struct PersonKey {
    id: String,
    bytes: [u8; 32],
}

impl std::fmt::Debug for PersonKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

impl PersonKeys {
    /// Keys from text: 64 hexadecimal digits each, between spaces, commas or line ends; lines that
    /// start with `#` say something else. The first key seals, every key opens.
    ///
    /// Errors: every wrong one, by its place and never by its text.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let (ring, faults) = parse_ring(text);
        if faults.is_empty() {
            return Ok(Self {
                ring: Arc::new(RwLock::new(ring)),
                file: None,
            });
        }
        Err(faults)
    }

    /// Keys of a file; `None` where there is no such file.
    pub fn of_file(path: &Path) -> Result<Option<Self>, String> {
        match read_file(path)? {
            None => Ok(None),
            Some(ring) => Ok(Some(Self {
                ring: Arc::new(RwLock::new(ring)),
                file: Some(path.to_owned()),
            })),
        }
    }

    /// Puts a new key first in a file that only its owner reads; the file is made where it is missing.
    /// Keys that are already there stay: rows may need them.
    pub fn add_to_file(path: &Path) -> Result<Self, String> {
        let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let mut bytes = [0_u8; 32];
        SysRng.try_fill_bytes(&mut bytes).map_err(|e| fault(&e))?;
        let mut ring = read_file(path)?.unwrap_or_default();
        ring.insert(0, PersonKey::of(bytes));
        write_file(path, &ring).map_err(|e| fault(&e))?;
        Ok(Self {
            ring: Arc::new(RwLock::new(ring)),
            file: Some(path.to_owned()),
        })
    }

    /// Takes keys that nothing needs any more out of a file; returns how many.
    pub fn keep_in_file(path: &Path, needed: &[String]) -> Result<usize, String> {
        let ring = read_file(path)?.ok_or_else(|| format!("{}: no such file", path.display()))?;
        let before = ring.len();
        let kept: Vec<PersonKey> = ring
            .into_iter()
            .enumerate()
            .filter(|(place, key)| *place == 0 || needed.contains(&key.id))
            .map(|(_, key)| key)
            .collect();
        write_file(path, &kept).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(before - kept.len())
    }

    /// Ids of the keys, the one that seals first.
    pub fn ids(&self) -> Vec<String> {
        self.read(|ring| ring.iter().map(|key| key.id.clone()).collect())
    }

    /// True when there is no key at all: names are neither read nor kept.
    pub fn is_empty(&self) -> bool {
        self.read(|ring| ring.is_empty())
    }

    /// Id of the key that seals.
    pub fn current(&self) -> Answer<String> {
        Ok(self.first()?.id)
    }

    /// Id of the key and the sealed name.
    pub fn seal(&self, person: &Person, owner: Owner<'_>) -> Answer<(String, Vec<u8>)> {
        let key = self.first()?;
        let mut nonce = [0_u8; NONCE];
        SysRng
            .try_fill_bytes(&mut nonce)
            .map_err(|e| Refusal::Internal(format!("no randomness: {e}")))?;
        // What went wrong is never said with the text it went wrong with.
        let unsealed = || Refusal::Internal("a name could not be sealed".into());
        let mut text = serde_json::to_vec(person).map_err(|_| unsealed())?;
        text.resize(text.len().next_multiple_of(PADDING), b' ');
        let bound = binding(&key.id, owner);
        let payload = Payload {
            msg: &text,
            aad: &bound,
        };
        let sealed = key.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| unsealed())?;
        Ok((key.id, [nonce.as_slice(), &sealed].concat()))
    }

    /// The name that was sealed for this owner.
    pub fn open(&self, key_id: &str, sealed: &[u8], owner: Owner<'_>) -> Answer<Person> {
        let key = self.key(key_id)?;
        let unopened = || {
            Refusal::Internal(format!(
                "the name of candidate {} does not open",
                owner.candidate
            ))
        };
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(unopened)?;
        let bound = binding(key_id, owner);
        let payload = Payload {
            msg: sealed,
            aad: &bound,
        };
        let text = key.cipher().decrypt(&XNonce::from(*nonce), payload);
        let text = text.map_err(|_| unopened())?;
        serde_json::from_slice(&text).map_err(|_| unopened())
    }

    /// A keyed hash: unlike a plain one, it cannot be tried out with a list of names.
    pub fn blind(&self, text: &str) -> Answer<String> {
        let key = self.first()?;
        Ok(hex(&hmac(&key.derived("blind"), text.as_bytes())))
    }

    /// Reads the file again, where the keys are of one: before something is sealed, because another
    /// process may have put a new key in front.
    pub fn refresh(&self) -> Answer<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        if let Some(ring) = read_file(file).map_err(Refusal::Unavailable)? {
            *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        }
        Ok(())
    }

    /// Refuses unless every one of these keys is at hand.
    pub fn require<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Answer<()> {
        for id in ids {
            self.key(id)?;
        }
        Ok(())
    }

    fn first(&self) -> Answer<PersonKey> {
        let first = self.read(|ring| ring.first().cloned());
        first.ok_or_else(|| {
            Refusal::Unavailable("there is no key for names; `synaq doctor` says why".into())
        })
    }

    fn key(&self, id: &str) -> Answer<PersonKey> {
        let find = || self.read(|ring| ring.iter().find(|key| key.id == id).cloned());
        if let Some(key) = find() {
            return Ok(key);
        }
        self.refresh()?;
        find().ok_or_else(|| Refusal::Unavailable(format!("the key {id} of names is not here")))
    }

    fn read<T>(&self, of: impl FnOnce(&[PersonKey]) -> T) -> T {
        of(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl PersonKey {
    fn of(bytes: [u8; 32]) -> Self {
        let hash = Sha256::new_with_prefix(b"synaq person key ").chain_update(bytes);
        Self {
            id: hex(&hash.finalize()[..8]),
            bytes,
        }
    }

    /// A key of its own for each use.
    fn derived(&self, purpose: &str) -> [u8; 32] {
        hmac(&self.bytes, purpose.as_bytes())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derived("seal").into())
    }
}

fn hmac(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|e| unreachable!("HMAC takes keys of every length: {e}"));
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// Every part is of fixed form (hexadecimal or UUID), so no two bindings read the same.
fn binding(key_id: &str, owner: Owner<'_>) -> Vec<u8> {
    format!("synaq.person/1 {key_id} {} {}", owner.org, owner.candidate).into_bytes()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn person() -> Person {
        Person {
            surname: "Тілеуқабылов".into(),
            given_name: "Нұрғиса".into(),
            patronymic: String::new(),
            date_of_birth: None,
        }
    }

    fn owner(candidate: &str) -> Owner<'_> {
        Owner {
            org: "school",
            candidate,
        }
    }

    #[test]
    fn a_sealed_name_opens_for_its_candidate_with_its_key_only() {
        let keys = PersonKeys::parse(&"1f".repeat(32)).expect("a key");
        let other = PersonKeys::parse(&"2f".repeat(32)).expect("a key");
        let (id, sealed) = keys.seal(&person(), owner("c1")).expect("sealed");
        assert_eq!(
            keys.open(&id, &sealed, owner("c1")).expect("open"),
            person()
        );
        assert!(keys.open(&id, &sealed, owner("c2")).is_err());
        let elsewhere = Owner {
            org: "another",
            candidate: "c1",
        };
        assert!(keys.open(&id, &sealed, elsewhere).is_err());
        let missing = other.open(&id, &sealed, owner("c1"));
        assert!(matches!(missing, Err(Refusal::Unavailable(_))));
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert!(keys.open(&id, &changed, owner("c1")).is_err());
        assert!(keys.open(&id, &sealed[..10], owner("c1")).is_err());
    }

    #[test]
    fn the_same_name_sealed_twice_differs_and_lengths_tell_little() {
        let keys = PersonKeys::parse(&"1f".repeat(32)).expect("a key");
        let short = Person {
            surname: "Ли".into(),
            ..person()
        };
        let seal = |p: &Person| keys.seal(p, owner("c1")).expect("sealed").1;
        assert_ne!(seal(&person()), seal(&person()));
        assert_eq!(seal(&person()).len(), seal(&short).len());
    }

    #[test]
    fn wrong_keys_are_told_by_place_and_never_repeated() {
        let faults = PersonKeys::parse("abc, zz").expect_err("no keys");
        assert_eq!(faults.len(), 2);
        assert!(!faults.concat().contains("abc"), "{faults:?}");
        let key = "1f".repeat(32);
        assert!(PersonKeys::parse(&format!("{key} {key}")).is_err());
        assert!(PersonKeys::parse("").is_err());
    }

    #[test]
    fn a_file_is_its_owners_alone_and_a_new_key_seals_while_the_old_one_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys");
        assert!(PersonKeys::of_file(&path).expect("no file").is_none());
        let first = PersonKeys::add_to_file(&path).expect("a key");
        let (old, sealed) = first.seal(&person(), owner("c1")).expect("sealed");
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let second = PersonKeys::add_to_file(&path).expect("a key");
        assert_ne!(second.current().expect("a key"), old);
        assert_eq!(
            second.open(&old, &sealed, owner("c1")).expect("open"),
            person()
        );
        // A process that has the old ring finds the new key in the file.
        let (new, sealed) = second.seal(&person(), owner("c1")).expect("sealed");
        assert_eq!(
            first.open(&new, &sealed, owner("c1")).expect("open"),
            person()
        );
        assert_eq!(PersonKeys::keep_in_file(&path, &[]).expect("kept"), 1);
        let left = PersonKeys::of_file(&path).expect("a file").expect("keys");
        assert_eq!(left.ids(), [new]);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
        assert!(PersonKeys::of_file(&path).is_err());
    }
}
