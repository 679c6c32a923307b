//! Signatures of documents: Ed25519 (RFC 8032) over the canonical JSON without the key `signature`.
//!
//! Who has the public key can tell that the document is as it was signed; who signed it is a question of
//! where the public key was got from, never of the document itself.

use ed25519_dalek::{Signature as Bytes, Signer as _, SigningKey as Secret, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::canonical::{canonical, hex};

/// Name of the key that carries the signature.
pub const SIGNATURE: &str = "signature";
/// What is signed begins with this, so that a signature of a document is never one of something else.
const CONTEXT: &str = "synaq.document/1\n";
/// What is derived begins with this.
const DERIVED: &str = "synaq.derived/1\n";

/// A secret key. It is never shown.
#[derive(Clone)]
pub struct SigningKey(Secret);

/// A signature with the public key that verifies it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// `ed25519`.
    pub algorithm: String,
    /// The first 16 hexadecimal digits of the public key's SHA-256.
    pub key_id: String,
    /// The public key, 64 hexadecimal digits.
    pub public_key: String,
    /// The signature, 128 hexadecimal digits.
    pub value: String,
}

/// What a document's signature is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is none.
    Unsigned,
    /// The document is as it was signed with this public key (64 hexadecimal digits).
    Signed(String),
    /// It is not.
    Broken,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

impl SigningKey {
    /// The key of 32 secret bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(Secret::from_bytes(&bytes))
    }

    /// The public key, 64 hexadecimal digits.
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// What keys are told apart by.
    pub fn id(&self) -> String {
        key_id(self.0.verifying_key().as_bytes())
    }

    /// The signature of an object; one that it carries already does not count.
    pub fn sign(&self, document: &Value) -> Signature {
        Signature {
            algorithm: "ed25519".to_owned(),
            key_id: self.id(),
            public_key: self.public(),
            value: hex(&self.0.sign(text_of(document).as_bytes()).to_bytes()),
        }
    }

    /// 32 secret bytes for a purpose: the same ones every time, and nothing that is told of the key tells
    /// them (HMAC-SHA256 under the secret key).
    pub fn derived(&self, purpose: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes())
            .unwrap_or_else(|e| unreachable!("any length is a key: {e}"));
        mac.update(DERIVED.as_bytes());
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn key_id(public: &[u8]) -> String {
    hex(&Sha256::digest(public)[..8])
}

/// Looks whether a document is as it was signed.
pub fn verify(document: &Value) -> Verdict {
    let signature = match document.get(SIGNATURE) {
        None | Some(Value::Null) => return Verdict::Unsigned,
        Some(value) => value,
    };
    match is_good(document, signature) {
        Some(public) => Verdict::Signed(public),
        None => Verdict::Broken,
    }
}

fn is_good(document: &Value, signature: &Value) -> Option<String> {
    let signature: Signature = serde_json::from_value(signature.clone()).ok()?;
    let public: [u8; 32] = bytes_of(&signature.public_key)?;
    let value: [u8; 64] = bytes_of(&signature.value)?;
    let key = VerifyingKey::from_bytes(&public).ok()?;
    let text = text_of(document);
    let verified = key.verify_strict(text.as_bytes(), &Bytes::from_bytes(&value));
    let named = signature.algorithm == "ed25519" && signature.key_id == key_id(&public);
    (named && verified.is_ok()).then_some(signature.public_key)
}

fn text_of(document: &Value) -> String {
    let mut unsigned = document.clone();
    if let Some(object) = unsigned.as_object_mut() {
        object.remove(SIGNATURE);
    }
    format!("{CONTEXT}{}", canonical(&unsigned))
}

/// Bytes of hexadecimal digits; `None` unless they are exactly as many.
pub fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.len() == 2 * N && text.bytes().all(|b| b.is_ascii_hexdigit());
    let mut bytes = [0_u8; N];
    for (n, byte) in bytes.iter_mut().enumerate().filter(|_| digits) {
        *byte = u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    digits.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn signed() -> Value {
        let mut document = json!({"b": [1, 0.1], "a": "ә", "signature": null});
        document[SIGNATURE] = json!(SigningKey::of([7; 32]).sign(&document));
        document
    }

    #[test]
    fn a_signed_document_verifies_and_the_order_of_its_keys_does_not_matter() {
        let document = signed();
        let public = SigningKey::of([7; 32]).public();
        assert_eq!(verify(&document), Verdict::Signed(public.clone()));
        let text = document.to_string();
        let again: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(verify(&again), Verdict::Signed(public));
        assert_eq!(verify(&json!({"a": 1})), Verdict::Unsigned);
    }

    #[test]
    fn whatever_is_changed_breaks_the_signature() {
        let changes: [fn(&mut Value); 6] = [
            |d| d["b"][1] = json!(0.2),
            |d| d["c"] = json!(null),
            |d| d[SIGNATURE]["value"] = json!("00".repeat(64)),
            |d| d[SIGNATURE]["key_id"] = json!("0011223344556677"),
            |d| d[SIGNATURE]["public_key"] = json!(SigningKey::of([8; 32]).public()),
            |d| d[SIGNATURE] = json!("signed"),
        ];
        for change in changes {
            let mut document = signed();
            change(&mut document);
            assert_eq!(verify(&document), Verdict::Broken, "{document}");
        }
    }

    #[test]
    fn keys_are_shown_by_id_only() {
        let key = SigningKey::of([7; 32]);
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.id()));
        assert!(bytes_of::<2>("0g00").is_none() && bytes_of::<2>("00").is_none());
        assert_eq!(bytes_of::<2>("ff01"), Some([255, 1]));
    }
}
