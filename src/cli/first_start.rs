//! What the first start prints beside the addresses: a set-up link, a key, and the main job as five
//! `curl` lines that work as they stand.

use chrono::TimeDelta;

use super::demo_class::Class;
use super::outcome::Failure;
use crate::service::keys::{self, CreateKey};
use crate::service::{Call, Services, library, setup};

/// The specification of the five lines.
const SPECIFICATION: &str = "sau-g6-math-ratio-proportion";

/// Makes link, key and a sample class, and says how to use them.
pub fn lines(services: &Services, call: &Call, url: &str) -> Result<Vec<String>, Failure> {
    let token = setup::issue_setup_token(services)?;
    let key = first_key(services)?;
    let mut lines = vec![
        format!("Set-up link  {url}/setup?token={token}"),
        "             makes the administrator: one use, within 30 minutes".into(),
        format!("API key      {key}"),
        "             shown once, ends in 7 days".into(),
    ];
    // A library of one's own need not have it; then there is nothing to show.
    if let Some(specification) = library::specification_id(services, call, SPECIFICATION)? {
        let class = Class::new(services, call, "6A-sample", 6, "kk", 3)?;
        lines.extend([
            String::new(),
            "The main job in five lines (bank, specification, test, scores, results):".into(),
        ]);
        lines.extend(five_lines(url, &key, &specification, &class));
    }
    Ok(lines)
}

fn five_lines(url: &str, key: &str, specification: &str, class: &Class) -> Vec<String> {
    let api = format!("{url}/api/v1");
    let curl =
        format!("curl -s -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json'");
    let id = r#"sed -E 's/.*"forms":\[\{"id":"([^"]+).*/\1/'"#;
    let first_id = r#"sed -E 's/^\{"id":"([^"]+).*/\1/'"#;
    let candidate = class.first();
    vec![
        format!("{curl} '{api}/items?subject=mathematics&grade=6&limit=3'"),
        format!("{curl} {api}/specifications/{specification}"),
        format!(
            "F=$({curl} -H 'Prefer: wait=60' -d '{{\"specification_id\":\"{specification}\",\"seed\":1}}' \
             {api}/assembly-runs | {id}); echo form $F"
        ),
        format!(
            "{curl} -X POST -H 'If-Match: *' {api}/forms/$F/lock >/dev/null; \
             S=$({curl} -d \"{{\\\"form_id\\\":\\\"$F\\\",\\\"class_id\\\":\\\"{}\\\",\\\"policy\\\":\\\"kz-2-11-2025\\\",\
             \\\"held_on\\\":\\\"2026-11-20\\\"}}\" {api}/sittings | {first_id}); echo sitting $S",
            class.id()
        ),
        format!(
            "{curl} -d '{{\"rows\":[{{\"candidate\":\"{candidate}\",\"position\":1,\"part\":\"a\",\
             \"answer\":{{\"text\":\"3:4\"}}}}]}}' {api}/sittings/$S/responses; {curl} -X POST {api}/sittings/$S/results"
        ),
    ]
}

/// A key of an account of its own, so that it can be revoked without losing a person's.
fn first_key(services: &Services) -> Result<String, Failure> {
    let user = setup::create_administrator(services, "first-key", None)?;
    let call = Call::of(services.actor_of_user(&user)?, "start");
    let input = CreateKey {
        label: "printed at the first start".into(),
        permissions: Vec::new(),
        expires_at: Some(services.now() + TimeDelta::days(7)),
    };
    Ok(keys::create_key(services, &call, input)?.secret)
}
