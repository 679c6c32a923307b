//! Which addresses a webhook may be sent to. The service stands inside a house: whoever names a receiver
//! must not make it call the house's own machines. So: https, no names of this house, no address that is
//! private, of this machine, of the local link, or kept for special use, unless an operator allows it.
//!
//! A name is checked when a receiver is entered ([`check_url`]) and every address it resolves to at every
//! try ([`check_address`]): a name may lead elsewhere tomorrow.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::language::finding::Finding;

/// What an operator allows beyond the public net.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRule {
    /// Hosts by name that may be inside the house; plain http is allowed to these.
    pub hosts: Vec<String>,
    /// Networks inside the house that may be called.
    pub networks: Vec<Network>,
}

impl AddressRule {
    /// Reads hosts and networks between commas or spaces; beside the rule, the words that are neither. A
    /// word with a `/` is a network, any other a host.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let (mut rule, mut wrong) = (Self::default(), Vec::new());
        let words = text.split([',', ' ', '\t', '\n']);
        for word in words.filter(|word| !word.is_empty()) {
            match word.contains('/') {
                true => match Network::parse(word) {
                    Ok(network) => rule.networks.push(network),
                    Err(_) => wrong.push(word.to_owned()),
                },
                false => match host_name(word) {
                    Ok(host) => rule.hosts.push(host),
                    Err(_) => wrong.push(word.to_owned()),
                },
            }
        }
        (rule, wrong)
    }
}

/// A network: an address and how many of its first bits count (`10.20.0.0/16`, `fd00::/8`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Reads `address/bits`; a single address counts whole.
    ///
    /// # Errors
    /// It is neither.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        let invalid = || Finding::error("webhook_network_invalid", "").with("value", text);
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| invalid())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits
                .parse()
                .ok()
                .filter(|b| *b <= most)
                .ok_or_else(invalid)?,
            None => most,
        };
        Ok(Self { address, bits })
    }

    /// True when the address is in the network.
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits.min(32));
                own.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits.min(128));
                own.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

/// Where a webhook is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// True for https.
    pub encrypted: bool,
    /// Host name in small letters, or an address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path and query, beginning with `/`.
    pub path: String,
}

/// The receiver that an address names.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check_url(url: &str, rule: &AddressRule) -> Result<Receiver, Vec<Finding>> {
    let invalid = |problem: &'static str| {
        vec![Finding::error("webhook_url_invalid", "/url").with("problem", problem)]
    };
    let receiver = parse(url).map_err(invalid)?;
    let allowed = rule
        .hosts
        .iter()
        .any(|host| host.eq_ignore_ascii_case(&receiver.host));
    let mut findings = Vec::new();
    if !receiver.encrypted && !allowed {
        findings.push(Finding::error("webhook_url_not_https", "/url"));
    }
    match receiver.host.parse::<IpAddr>() {
        Ok(address) if !allowed => findings.extend(check_address(address, rule)),
        Err(_) if !allowed && is_house_name(&receiver.host) => {
            let finding = Finding::error("webhook_host_local", "/url");
            findings.push(finding.with("host", receiver.host.as_str()));
        }
        _ => {}
    }
    match findings.is_empty() {
        true => Ok(receiver),
        false => Err(findings),
    }
}

/// Why an address that a name resolved to may not be called; hosts that the operator allows by name are
/// not asked about.
pub fn check_address(address: IpAddr, rule: &AddressRule) -> Option<Finding> {
    let inside = inside(address);
    let allowed = rule
        .networks
        .iter()
        .any(|network| network.holds(address) || inside.is_some_and(|i| network.holds(i)));
    let kind = special(address).filter(|_| !allowed)?;
    Some(
        Finding::error("webhook_address_special", "/url")
            .with("address", address.to_string())
            .with("kind", kind),
    )
}

/// Names that never lead out of the house.
fn is_house_name(host: &str) -> bool {
    let ends = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home.arpa",
        "test",
        "invalid",
    ];
    let ends_so = |end: &str| host == end || host.ends_with(&format!(".{end}"));
    !host.contains('.') || ends.into_iter().any(ends_so)
}

/// What an address is kept for, where it is not one of the public net (IANA special-purpose registries).
fn special(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) => special_v4(v4),
        IpAddr::V6(v6) => match inside(address) {
            // An IPv4 address in another dress is what it is underneath.
            Some(IpAddr::V4(v4)) => special_v4(v4),
            _ => special_v6(v6),
        },
    }
}

fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    let kept: [(&str, &[&str]); 6] = [
        ("unspecified", &["0.0.0.0/8"]),
        ("loopback", &["127.0.0.0/8"]),
        (
            "private",
            &[
                "10.0.0.0/8",
                "172.16.0.0/12",
                "192.168.0.0/16",
                "100.64.0.0/10",
            ],
        ),
        ("link_local", &["169.254.0.0/16"]),
        ("multicast", &["224.0.0.0/4"]),
        (
            "reserved",
            &[
                "192.0.0.0/24",
                "192.0.2.0/24",
                "192.88.99.0/24",
                "198.18.0.0/15",
                "198.51.100.0/24",
                "203.0.113.0/24",
                "240.0.0.0/4",
            ],
        ),
    ];
    kind_of(IpAddr::V4(address), &kept)
}

fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    let kept: [(&str, &[&str]); 6] = [
        ("unspecified", &["::/128"]),
        ("loopback", &["::1/128"]),
        ("private", &["fc00::/7", "fec0::/10"]),
        ("link_local", &["fe80::/10"]),
        ("multicast", &["ff00::/8"]),
        (
            "reserved",
            &[
                "100::/64",
                "2001::/23",
                "2001:db8::/32",
                "3fff::/20",
                "5f00::/16",
                "64:ff9b:1::/48",
            ],
        ),
    ];
    kind_of(IpAddr::V6(address), &kept)
}

fn kind_of(address: IpAddr, kept: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let holds = |text: &&str| Network::parse(text).is_ok_and(|network| network.holds(address));
    let mut kinds = kept.iter();
    kinds
        .find(|(_, networks)| networks.iter().any(&holds))
        .map(|(kind, _)| *kind)
}

/// The IPv4 address that an IPv6 address carries: mapped, compatible, translated (NAT64) or 6to4.
fn inside(address: IpAddr) -> Option<IpAddr> {
    let IpAddr::V6(v6) = address else { return None };
    let bits = v6.to_bits();
    let low = u32::try_from(bits & u128::from(u32::MAX)).unwrap_or_default();
    let carried = match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0, 0, 0, 0, 0xffff, 0, ..] => low,
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => low,
        [0, 0, 0, 0, 0, 0, ..] if low > 1 => low,
        [0x2002, high, next, ..] => (u32::from(high) << 16) | u32::from(next),
        _ => return None,
    };
    Some(IpAddr::V4(Ipv4Addr::from_bits(carried)))
}

/// `http(s)://host[:port][/path][?query]`, and nothing else: no user, no fragment, no other spelling of a
/// number for an address.
fn parse(url: &str) -> Result<Receiver, &'static str> {
    if url.len() > 2000 {
        return Err("too_long");
    }
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) || url.contains(['\\', '#', '"', '<', '>'])
    {
        return Err("characters");
    }
    let (scheme, rest) = url.split_once("://").ok_or("scheme")?;
    let encrypted = match scheme.to_ascii_lowercase().as_str() {
        "https" => true,
        "http" => false,
        _ => return Err("scheme"),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err("user");
    }
    let (host, port) = host_and_port(authority)?;
    let usual = if encrypted { 443 } else { 80 };
    Ok(Receiver {
        encrypted,
        host: host_name(host)?,
        port: match port {
            None => usual,
            Some(text) => text.parse().ok().filter(|port| *port > 0).ok_or("port")?,
        },
        path: match path.starts_with('/') {
            true => path.to_owned(),
            false => format!("/{path}"),
        },
    })
}

fn host_and_port(authority: &str) -> Result<(&str, Option<&str>), &'static str> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (host, port) = rest.split_once(']').ok_or("host")?;
        let _: Ipv6Addr = host.parse().map_err(|_| "host")?;
        return match port.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if port.is_empty() => Ok((host, None)),
            None => Err("port"),
        };
    }
    match authority.split_once(':') {
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((authority, None)),
    }
}

/// A host in small letters without the last dot. One whose last label is a number is an address, and an
/// address is four numbers with dots between and no zeros before: `0x7f.1` and `2130706433` are nothing.
fn host_name(host: &str) -> Result<String, &'static str> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(address.to_string());
    }
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(is_letter)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    if host.len() > 253 || !host.split('.').all(is_label) || is_number {
        return Err("host");
    }
    Ok(host)
}
