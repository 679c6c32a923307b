//! What the operations of scoring name in the access matrix.

use std::collections::BTreeMap;

use synaq::api;

use crate::harness::api::Service;
use crate::harness::school::sitting_of_a_new_class;

/// A class and a sitting of it, under the policy that the contract shows.
pub fn made(service: &Service, org: &str) -> Vec<(&'static str, String)> {
    let operations = api::operations();
    let publish = operations.iter().find(|o| o.id == "publish_policy");
    let policy = publish.and_then(|o| o.body.as_ref());
    sitting_of_a_new_class(service, org, &policy.expect("an example").example)
}

/// What a path needs behind it.
pub fn query(operation: &str, objects: &BTreeMap<&'static str, String>) -> String {
    let of = |kind: &str| objects.get(kind).cloned().unwrap_or_default();
    let course = "?subject=kazakh_l2&term=1";
    match operation {
        "read_term_grades" => format!("{course}&policy={}", of("policy_code")),
        "list_journal_entries" => format!("{course}&class_id={}", of("classe")),
        "compare_specifications" => format!("?from={}", of("specification")),
        _ => String::new(),
    }
}
