//! What every report says of itself, so that two people who hold it know whether they hold the same.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::content_hash;

/// A policy that results of a report stand under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PolicyUsed {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Hash of the document.
    pub hash: String,
}

/// A report with what it is made of. The same data give the same bytes: no clock stands in it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Envelope<T> {
    /// When the newest result was computed that counted; null where none of the service did.
    pub data_until: Option<DateTime<Utc>>,
    /// Policies of the results, each once.
    pub policies: Vec<PolicyUsed>,
    /// SHA-256 of the canonical JSON of all the rest.
    pub hash: String,
    /// The report.
    pub report: T,
}

impl<T: Serialize> Envelope<T> {
    /// Seals a report.
    pub fn seal(report: T, data_until: Option<DateTime<Utc>>, policies: Vec<PolicyUsed>) -> Self {
        let mut policies = policies;
        policies.sort();
        policies.dedup();
        Self {
            hash: content_hash(&(&data_until, &policies, &report)),
            data_until,
            policies,
            report,
        }
    }
}

impl<T> Envelope<T> {
    /// What a report says of itself, for tables: what, and how it is written.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, String)> {
        let until = self
            .data_until
            .map(|until| ("data_until", until.to_rfc3339()));
        let policy =
            |policy: &PolicyUsed| ("policy", format!("{} v{}", policy.code, policy.version));
        let policies = self.policies.iter().map(policy);
        until
            .into_iter()
            .chain(policies)
            .chain([("hash", self.hash.clone())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_report_has_the_same_hash_and_another_number_another() {
        let policy = |code: &str| PolicyUsed {
            code: code.into(),
            version: 1,
            hash: "h".into(),
        };
        let one = Envelope::seal(1.5, None, vec![policy("b"), policy("a"), policy("b")]);
        let same = Envelope::seal(1.5, None, vec![policy("a"), policy("b")]);
        assert_eq!((one.policies.len(), &one.hash), (2, &same.hash));
        let other = Envelope::seal(1.6, None, same.policies);
        assert_ne!(one.hash, other.hash);
    }
}
