//! Sends webhooks: one POST, no redirect, no proxy, no kept connection, and never to an address that the
//! operator does not allow. The name is resolved once, every address of it is asked about, and the
//! connection goes to one of these very addresses.

use std::io;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::interop::webhook::TIMEOUT_S;
use crate::interop::webhook::address::{AddressRule, check_address};
use crate::service::webhook_sending::{self, Message, Outcome};
use crate::service::{Answer, Services};

/// How often an idle sender looks for something to send.
const PAUSE: Duration = Duration::from_millis(250);

/// What all senders of a process share.
#[derive(Default)]
pub(super) struct Sender {
    /// Made when something is first sent: certificates of the machine are read then.
    agent: OnceLock<Agent>,
}

/// Sends what is due until it is told to stop.
pub(super) fn send_all(services: &Services, sender: &Sender, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match send_next(services, sender) {
            Ok(true) => {}
            Ok(false) => std::thread::sleep(PAUSE),
            Err(refusal) => {
                tracing::error!(why = %refusal, "no webhook could be sent");
                std::thread::sleep(PAUSE * 10);
            }
        }
    }
}

/// Sends the next webhook; false where there was none.
fn send_next(services: &Services, sender: &Sender) -> Answer<bool> {
    let Some(outgoing) = webhook_sending::take(services)? else {
        return Ok(false);
    };
    let begun = Instant::now();
    let outcome = match &outgoing.message {
        Ok(message) => sender.send(&services.limits.webhook_addresses, message),
        Err(why) => Outcome::Unanswered(why.clone()),
    };
    let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    webhook_sending::record(services, &outgoing, &outcome, took_ms)?;
    Ok(true)
}

impl Sender {
    fn send(&self, rule: &AddressRule, message: &Message) -> Outcome {
        let agent = self.agent.get_or_init(|| agent(rule));
        let request = agent.post(&message.url);
        let request = request.header("content-type", "application/json");
        let request = message
            .headers
            .iter()
            .fold(request, |request, (name, value)| {
                request.header(*name, value)
            });
        match request.send(message.body.as_bytes()) {
            Ok(response) => Outcome::Answered {
                status: response.status().as_u16(),
                retry_after: response
                    .headers()
                    .get("retry-after")
                    .and_then(|value| value.to_str().ok())
                    .map(str::to_owned),
            },
            Err(error) => Outcome::Unanswered(error.to_string()),
        }
    }
}

fn agent(rule: &AddressRule) -> Agent {
    let config = Agent::config_builder()
        .tls_config(webhook_sending::trusted_certificates())
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .user_agent(concat!("Synaq/", env!("CARGO_PKG_VERSION")))
        .timeout_global(Some(Duration::from_secs(TIMEOUT_S)))
        .build();
    let resolver = CheckedResolver {
        rule: rule.clone(),
        inner: DefaultResolver::default(),
    };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// Resolves a name and refuses it unless every address may be called.
#[derive(Debug)]
struct CheckedResolver {
    rule: AddressRule,
    inner: DefaultResolver,
}

impl Resolver for CheckedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        check(&self.rule, uri.host().unwrap_or_default(), &found)?;
        Ok(found)
    }
}

fn check(rule: &AddressRule, host: &str, found: &[SocketAddr]) -> Result<(), Error> {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.');
    if rule.hosts.iter().any(|one| one.eq_ignore_ascii_case(host)) {
        return Ok(());
    }
    let refused = found
        .iter()
        .find_map(|address| check_address(address.ip(), rule));
    match refused {
        None => Ok(()),
        Some(finding) => {
            let why = format!("{finding}");
            Err(Error::Io(io::Error::new(
                io::ErrorKind::PermissionDenied,
                why,
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_inside_by_one_address_of_many_is_not_called() {
        let found: Vec<SocketAddr> = ["8.8.8.8:443", "10.0.0.1:443"]
            .iter()
            .map(|text| text.parse().expect("an address"))
            .collect();
        let strict = AddressRule::default();
        assert!(check(&strict, "example.kz", &found[..1]).is_ok());
        let refused = check(&strict, "example.kz", &found).expect_err("one is private");
        assert!(
            refused.to_string().contains("webhook_address_special"),
            "{refused}"
        );
        let allowed = AddressRule {
            hosts: vec!["Example.kz".into()],
            networks: Vec::new(),
        };
        assert!(check(&allowed, "example.kz.", &found).is_ok());
        assert!(check(&allowed, "other.kz", &found).is_err());
    }
}
