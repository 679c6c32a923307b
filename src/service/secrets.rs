//! Secrets: 256 random bits shown once, kept as SHA-256; passwords as argon2id.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};

use super::{Answer, Refusal};
use crate::document::hex;

/// A new secret with a prefix that scanners recognise.
pub fn new_secret(prefix: &str) -> Answer<String> {
    let mut bytes = [0_u8; 32];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|e| Refusal::Internal(format!("no randomness: {e}")))?;
    Ok(format!("{prefix}{}", hex(&bytes)))
}

/// Hex SHA-256 of a secret: what the database keeps.
pub fn secret_hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// argon2id in PHC form.
pub fn password_hash(password: &str) -> Answer<String> {
    let hashed = Argon2::default().hash_password(password.as_bytes());
    hashed
        .map(|h| h.to_string())
        .map_err(|e| Refusal::Internal(format!("password hashing: {e}")))
}

/// True when the password is the one behind the hash. An empty hash takes as long as a wrong password.
pub fn password_fits(password: &str, hash: &str) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3luYXEtbm9ib2R5LXNhbHQ$QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE";
    let parsed = PasswordHash::new(if hash.is_empty() { NOBODY } else { hash });
    parsed.is_ok_and(|h| {
        Argon2::default()
            .verify_password(password.as_bytes(), &h)
            .is_ok()
    }) && !hash.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = password_hash("құпия сөз 2026").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(password_fits("құпия сөз 2026", &hash));
        assert!(!password_fits("құпия сөз 2025", &hash));
        assert!(!password_fits("", ""));
    }

    #[test]
    fn two_secrets_differ() {
        assert_ne!(new_secret("synaq_").unwrap(), new_secret("synaq_").unwrap());
    }
}
