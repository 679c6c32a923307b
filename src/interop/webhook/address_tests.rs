use core::net::IpAddr;

use super::address::{AddressRule, Network, check_address, check_url};

fn strict() -> AddressRule {
    AddressRule::default()
}

fn code(url: &str, rule: &AddressRule) -> String {
    match check_url(url, rule) {
        Ok(_) => "allowed".into(),
        Err(findings) => {
            let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
            codes.join(" ")
        }
    }
}

fn kind(address: &str) -> Option<String> {
    let address: IpAddr = address.parse().unwrap();
    let finding = check_address(address, &strict())?;
    Some(finding.args["kind"].as_str().unwrap().to_owned())
}

#[test]
fn a_public_https_address_is_taken_apart() {
    let receiver = check_url("https://Hooks.Example.kz./synaq?centre=1", &strict()).unwrap();
    assert_eq!(
        (receiver.host.as_str(), receiver.port),
        ("hooks.example.kz", 443)
    );
    assert_eq!(receiver.path, "/synaq?centre=1");
    let receiver = check_url("https://example.kz:8443?x", &strict()).unwrap();
    assert_eq!((receiver.port, receiver.path.as_str()), (8443, "/?x"));
    let receiver = check_url("https://[2a00:1450:4001::8a]/", &strict()).unwrap();
    assert_eq!(receiver.host, "2a00:1450:4001::8a");
}

#[test]
fn plain_http_and_names_of_the_house_are_refused() {
    for (url, expected) in [
        ("http://example.kz/", "webhook_url_not_https"),
        ("https://localhost/", "webhook_host_local"),
        ("https://api.localhost./", "webhook_host_local"),
        ("https://printer.local/", "webhook_host_local"),
        ("https://metadata.google.internal/", "webhook_host_local"),
        ("https://intranet/", "webhook_host_local"),
        ("http://db.lan/", "webhook_url_not_https webhook_host_local"),
        ("https://127.0.0.1/", "webhook_address_special"),
        ("https://[::1]:8080/", "webhook_address_special"),
        ("https://[::ffff:10.0.0.1]/", "webhook_address_special"),
    ] {
        assert_eq!(code(url, &strict()), expected, "{url}");
    }
}

#[test]
fn other_spellings_of_an_address_and_tricks_of_addresses_are_no_urls() {
    for url in [
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://user@example.kz/",
        "https://example.kz#@127.0.0.1/",
        "https://example.kz\\@127.0.0.1/",
        "https:///path",
        "https://",
        "https://exa mple.kz/",
        "https://пример.kz/",
        "https://example.kz:0/",
        "https://example.kz:99999/",
        "https://-a.kz/",
        "https://a..kz/",
        "https://[::1/",
        "https://[fe80::1%eth0]/",
        "ftp://example.kz/",
        "//example.kz/",
        "javascript:alert(1)",
    ] {
        assert_eq!(code(url, &strict()), "webhook_url_invalid", "{url}");
    }
}

#[test]
fn no_address_inside_the_house_is_called_however_it_is_dressed() {
    for (address, expected) in [
        ("0.0.0.0", "unspecified"),
        ("127.255.255.254", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "private"),
        ("169.254.169.254", "link_local"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("198.18.0.1", "reserved"),
        ("203.0.113.7", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fd12::1", "private"),
        ("fe80::1", "link_local"),
        ("febf::1", "link_local"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:0:169.254.169.254", "link_local"),
        ("::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link_local"),
        ("2002:7f00:1::", "loopback"),
        ("2002:c0a8:1::1", "private"),
    ] {
        assert_eq!(kind(address).as_deref(), Some(expected), "{address}");
    }
    for public in [
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "2002:808:808::1",
        "::ffff:8.8.8.8",
    ] {
        assert_eq!(kind(public), None, "{public}");
    }
}

#[test]
fn hosts_and_networks_are_read_from_one_setting() {
    let (rule, wrong) =
        AddressRule::parse("hooks.lan, 10.20.0.0/16 fd00::/8,Board.local. 10.0.0.0/99,a/b");
    assert_eq!(rule.hosts, ["hooks.lan", "board.local"]);
    assert_eq!(rule.networks.len(), 2);
    assert!(rule.networks[0].holds("10.20.3.4".parse().unwrap()));
    assert_eq!(wrong, ["10.0.0.0/99", "a/b"]);
    assert_eq!(AddressRule::parse(""), (strict(), Vec::new()));
}

#[test]
fn an_operator_allows_a_host_by_name_or_a_network() {
    let rule = AddressRule {
        hosts: vec!["journal.school.local".into()],
        networks: vec![
            Network::parse("10.20.0.0/16").unwrap(),
            Network::parse("fd00::1").unwrap(),
        ],
    };
    assert_eq!(
        code("http://JOURNAL.school.local:8080/in", &rule),
        "allowed"
    );
    assert_eq!(
        code("https://other.school.local/", &rule),
        "webhook_host_local"
    );
    assert_eq!(code("https://10.20.3.4/", &rule), "allowed");
    assert_eq!(code("https://[::ffff:10.20.3.4]/", &rule), "allowed");
    assert_eq!(code("http://10.20.3.4/", &rule), "webhook_url_not_https");
    assert_eq!(code("https://10.21.3.4/", &rule), "webhook_address_special");
    assert_eq!(code("https://[fd00::1]/", &rule), "allowed");
    assert_eq!(code("https://[fd00::2]/", &rule), "webhook_address_special");
}

#[test]
fn a_network_is_an_address_with_bits() {
    let everything = Network::parse("0.0.0.0/0").unwrap();
    assert!(everything.holds("9.9.9.9".parse().unwrap()));
    assert!(!everything.holds("::1".parse().unwrap()));
    for wrong in [
        "10.0.0.0/33",
        "fd00::/129",
        "10.0.0/8",
        "",
        "x/8",
        "10.0.0.0/-1",
        "10.0.0.0/",
    ] {
        assert_eq!(
            Network::parse(wrong).unwrap_err().code,
            "webhook_network_invalid",
            "{wrong}"
        );
    }
}
