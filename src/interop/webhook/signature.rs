//! Signatures of webhooks: `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`
//! (Standard Webhooks 1.0.0, "Signature scheme"). A secret is written `whsec_` and Base64 of 24 to 64
//! random bytes; while one is replaced, every message is signed with both.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::language::finding::Finding;

/// What a secret begins with when it is shown.
const PREFIX: &str = "whsec_";
/// What a signature of this kind begins with.
const VERSION: &str = "v1,";
/// Bytes of a secret, fewest and most.
const BYTES: [usize; 2] = [24, 64];
/// Seconds that a message may be older or newer than the receiver's clock.
pub const TOLERANCE_S: i64 = 300;

/// Name of the header with the message's id, the same at every try.
pub const ID_HEADER: &str = "webhook-id";
/// Name of the header with the time of the try, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
/// Name of the header with the signatures.
pub const SIGNATURE_HEADER: &str = "webhook-signature";

/// A secret that sender and receiver share. It is shown once, when it is made.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// The secret of random bytes.
    ///
    /// # Errors
    /// Fewer than 24 or more than 64 bytes.
    pub fn of(bytes: &[u8]) -> Result<Self, Finding> {
        let [fewest, most] = BYTES;
        if (fewest..=most).contains(&bytes.len()) {
            return Ok(Self(bytes.to_vec()));
        }
        Err(Finding::error("webhook_secret_length", "/secret")
            .with("length", bytes.len())
            .with("fewest", fewest)
            .with("most", most))
    }

    /// The secret as people copy it, with or without its prefix.
    ///
    /// # Errors
    /// It is no Base64, or of another length.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        let encoded = text.strip_prefix(PREFIX).unwrap_or(text);
        let bytes = Base64::decode_vec(encoded)
            .map_err(|_| Finding::error("webhook_secret_encoding", "/secret"))?;
        Self::of(&bytes)
    }

    /// The secret as it is shown to its owner.
    pub fn shown(&self) -> String {
        format!("{PREFIX}{}", Base64::encode_string(&self.0))
    }

    fn signature(&self, signed: &[u8]) -> Vec<u8> {
        let mut mac = self.keyed();
        mac.update(signed);
        mac.finalize().into_bytes().to_vec()
    }

    fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        let mut mac = self.keyed();
        mac.update(signed);
        // Takes as long whether the first byte differs or the last.
        mac.verify_slice(signature).is_ok()
    }

    fn keyed(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.0).unwrap_or_else(|e| unreachable!("any length is a key: {e}"))
    }
}

/// The headers of one try, with every secret in force.
///
/// # Errors
/// The id is empty or holds something else than letters, digits, `_` and `-`: with a dot in it, one
/// message could pass for another.
pub fn headers(
    secrets: &[Secret],
    id: &str,
    timestamp: i64,
    body: &[u8],
) -> Result<[(&'static str, String); 3], Finding> {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if id.is_empty() || !id.chars().all(allowed) {
        return Err(Finding::error("webhook_id_invalid", "/id").with("id", id));
    }
    let signed = signed(id, timestamp, body);
    let one = |secret: &Secret| {
        let signature = Base64::encode_string(&secret.signature(&signed));
        format!("{VERSION}{signature}")
    };
    let signatures: Vec<String> = secrets.iter().map(one).collect();
    Ok([
        (ID_HEADER, id.to_owned()),
        (TIMESTAMP_HEADER, timestamp.to_string()),
        (SIGNATURE_HEADER, signatures.join(" ")),
    ])
}

/// Why a message is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// The time is no number.
    NoTime,
    /// It was signed too long ago.
    TooOld,
    /// It was signed for later.
    TooNew,
    /// No signature fits.
    Unsigned,
}

/// Verifies a message as its receiver does; for tests of an endpoint and for receivers of our own.
///
/// # Errors
/// Why it is not to be believed.
pub fn verify(
    secrets: &[Secret],
    (id, timestamp, signatures): (&str, &str, &str),
    body: &[u8],
    now: i64,
) -> Result<(), Disbelief> {
    let time: i64 = timestamp.parse().map_err(|_| Disbelief::NoTime)?;
    if time < now.saturating_sub(TOLERANCE_S) {
        return Err(Disbelief::TooOld);
    }
    if time > now.saturating_add(TOLERANCE_S) {
        return Err(Disbelief::TooNew);
    }
    let signed = signed(id, time, body);
    let given = signatures
        .split(' ')
        .filter_map(|one| one.strip_prefix(VERSION));
    let given = given.filter_map(|encoded| Base64::decode_vec(encoded).ok());
    let fits = |signature: Vec<u8>| secrets.iter().any(|s| s.verifies(&signed, &signature));
    match given.into_iter().any(fits) {
        true => Ok(()),
        false => Err(Disbelief::Unsigned),
    }
}

fn signed(id: &str, timestamp: i64, body: &[u8]) -> Vec<u8> {
    let mut signed = format!("{id}.{timestamp}.").into_bytes();
    signed.extend_from_slice(body);
    signed
}

#[cfg(test)]
mod tests {
    use super::*;

    // The published vector of the specification's reference libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIME: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const FALSE: &str = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    fn secret() -> Secret {
        Secret::parse(SECRET).unwrap()
    }

    fn verified(signatures: &str, now: i64) -> Result<(), Disbelief> {
        verify(&[secret()], (ID, &TIME.to_string(), signatures), BODY, now)
    }

    #[test]
    fn the_published_message_has_the_published_signature() {
        let headers = headers(&[secret()], ID, TIME, BODY).unwrap();
        assert_eq!(headers[0], ("webhook-id", ID.to_owned()));
        assert_eq!(headers[1], ("webhook-timestamp", "1614265330".to_owned()));
        assert_eq!(headers[2], ("webhook-signature", SIGNATURE.to_owned()));
        assert_eq!(Secret::parse(&SECRET[6..]).unwrap(), secret());
        assert_eq!(secret().shown(), SECRET);
    }

    #[test]
    fn one_right_signature_among_several_is_enough_and_others_are_none() {
        let several = format!("{FALSE} v2,{} {SIGNATURE} {FALSE}", &FALSE[3..]);
        assert_eq!(verified(&several, TIME), Ok(()));
        for wrong in [
            FALSE,
            "v1,",
            "",
            &SIGNATURE[3..],
            "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ] {
            assert_eq!(verified(wrong, TIME), Err(Disbelief::Unsigned), "{wrong}");
        }
        let body = verify(&[secret()], (ID, "1614265330", SIGNATURE), b"{}", TIME);
        assert_eq!(body, Err(Disbelief::Unsigned));
        let id = verify(
            &[secret()],
            ("msg_other", "1614265330", SIGNATURE),
            BODY,
            TIME,
        );
        assert_eq!(id, Err(Disbelief::Unsigned));
    }

    #[test]
    fn a_message_is_believed_for_five_minutes() {
        assert_eq!(verified(SIGNATURE, TIME + TOLERANCE_S), Ok(()));
        assert_eq!(
            verified(SIGNATURE, TIME + TOLERANCE_S + 1),
            Err(Disbelief::TooOld)
        );
        assert_eq!(
            verified(SIGNATURE, TIME - TOLERANCE_S - 1),
            Err(Disbelief::TooNew)
        );
        let timeless = verify(&[secret()], (ID, "now", SIGNATURE), BODY, TIME);
        assert_eq!(timeless, Err(Disbelief::NoTime));
    }

    #[test]
    fn while_a_secret_is_replaced_both_sign_and_either_verifies() {
        let new = Secret::of(&[7; 32]).unwrap();
        let headers = headers(&[new.clone(), secret()], ID, TIME, BODY).unwrap();
        let signatures = headers[2].1.as_str();
        assert!(signatures.ends_with(SIGNATURE) && signatures.split(' ').count() == 2);
        for secret in [new, secret()] {
            let seen = verify(&[secret], (ID, "1614265330", signatures), BODY, TIME);
            assert_eq!(seen, Ok(()));
        }
    }

    #[test]
    fn secrets_are_long_enough_and_ids_hold_no_dot() {
        assert_eq!(
            Secret::of(&[0; 23]).unwrap_err().code,
            "webhook_secret_length"
        );
        assert_eq!(
            Secret::of(&[0; 65]).unwrap_err().code,
            "webhook_secret_length"
        );
        assert_eq!(
            Secret::parse("whsec_?").unwrap_err().code,
            "webhook_secret_encoding"
        );
        for id in ["", "a.b", "a b", "ә"] {
            assert_eq!(
                headers(&[secret()], id, TIME, BODY).unwrap_err().code,
                "webhook_id_invalid"
            );
        }
        assert!(!format!("{:?}", secret()).contains("Mf"));
    }
}
