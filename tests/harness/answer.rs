//! What a service answered, and printing it for whoever wants to read along.

use serde_json::Value;

use super::api::text;

/// An answer, kept whole so that a failing test shows it.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub(super) asked: String,
}

/// Whether every request is printed with its answer, for whoever wants to read along.
pub(super) fn traced() -> bool {
    std::env::var_os("SYNAQ_TEST_TRACE").is_some()
}

pub(super) fn shortened(body: &[u8]) -> String {
    const LETTERS: usize = 900;
    String::from_utf8_lossy(body)
        .chars()
        .take(LETTERS)
        .collect()
}

impl Answer {
    /// The JSON body, if the status is the expected one; fails with the whole answer otherwise.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(
            self.status, status,
            "{} answered {}: {}",
            self.asked, self.status, self.body
        );
        self.json()
    }

    /// The JSON body.
    #[track_caller]
    pub fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.body)
            .unwrap_or_else(|e| panic!("{}: {e} in {}", self.asked, self.body))
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// Codes of the findings with their pointers, sorted.
    #[track_caller]
    pub fn findings(&self) -> Vec<(String, String)> {
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        let mut found: Vec<_> = errors
            .iter()
            .map(|e| (text(&e["code"]).to_owned(), text(&e["pointer"]).to_owned()))
            .collect();
        found.sort();
        found
    }
}
