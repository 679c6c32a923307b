//! Every crate that is linked into the build has a licence that `deny.toml` allows and comes from
//! a registry that it names. Needs no network: `cargo metadata` answers from what is downloaded.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let policy = policy();
    let exceptions: BTreeMap<&str, &BTreeSet<String>> = policy
        .licenses
        .exceptions
        .iter()
        .map(|exception| (exception.name.as_str(), &exception.allow))
        .collect();
    let refused: Vec<String> = dependencies()
        .iter()
        .filter(|package| {
            let allowed = |licence: &str| {
                policy.licenses.allow.contains(licence)
                    || exceptions
                        .get(package.name.as_str())
                        .is_some_and(|allow| allow.contains(licence))
            };
            !package
                .license
                .as_deref()
                .is_some_and(|expression| satisfied(expression, &allowed))
        })
        .map(|package| {
            format!(
                "{} {}: {:?}",
                package.name, package.version, package.license
            )
        })
        .collect();
    assert!(
        refused.is_empty(),
        "not allowed by deny.toml; choose another crate or name it there with the reason:\n{}",
        refused.join("\n")
    );
}

#[test]
fn every_dependency_comes_from_an_allowed_registry() {
    let policy = policy();
    for package in dependencies() {
        let source = package.source.as_deref().unwrap_or_default();
        let allowed = policy
            .sources
            .allow_registry
            .iter()
            .any(|registry| source == format!("registry+{registry}"));
        assert!(
            allowed,
            "{} {} comes from {source}",
            package.name, package.version
        );
    }
}

#[test]
fn an_expression_is_read_as_its_words_say() {
    let allowed =
        |licence: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&licence);
    for good in [
        "MIT",
        "MIT OR GPL-3.0-only",
        "GPL-3.0-only/MIT",
        "(MIT OR GPL-2.0-only) AND ISC",
        "Apache-2.0 WITH LLVM-exception",
        "GPL-2.0-only AND MPL-2.0 OR MIT",
    ] {
        assert!(satisfied(good, &allowed), "{good}");
    }
    for bad in [
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "Apache-2.0",
        "MIT AND (GPL-2.0-only OR MPL-2.0)",
        "(MIT",
        "",
    ] {
        assert!(!satisfied(bad, &allowed), "{bad}");
    }
}

fn policy() -> Policy {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml");
    let text = std::fs::read_to_string(path).expect("deny.toml is in the project's folder");
    toml::from_str(&text).expect("deny.toml has the parts that are read here")
}

/// All crates of this platform's build except the project's own.
fn dependencies() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", &host()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata failed: {problem}");
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let own =
        |package: &Package| package.source.is_none() && package.name == env!("CARGO_PKG_NAME");
    let found: Vec<Package> = metadata
        .packages
        .into_iter()
        .filter(|package| !own(package))
        .collect();
    assert!(found.len() > 50, "only {} dependencies found", found.len());
    found
}

/// The triple of the machine that builds: crates of other platforms need not be downloaded.
fn host() -> String {
    let output = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .expect("rustc -vV names its host")
}

/// Whether an SPDX expression can be met with allowed licences alone. `/` is the old way to write
/// OR; AND binds closer than OR; what cannot be read is not satisfied.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest, allowed) == Some(true) && rest.is_empty()
}

fn any_of(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut value = all_of(words, allowed)?;
    while take(words, "OR") {
        value |= all_of(words, allowed)?;
    }
    Some(value)
}

fn all_of(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut value = one(words, allowed)?;
    while take(words, "AND") {
        value &= one(words, allowed)?;
    }
    Some(value)
}

fn one(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    if take(words, "(") {
        let value = any_of(words, allowed)?;
        return take(words, ")").then_some(value);
    }
    let (licence, rest) = words.split_first()?;
    *words = rest;
    if take(words, "WITH") {
        let (exception, rest) = words.split_first()?;
        *words = rest;
        return Some(allowed(&format!("{licence} WITH {exception}")));
    }
    Some(allowed(licence))
}

fn take(words: &mut &[&str], word: &str) -> bool {
    let found = words.first() == Some(&word);
    if found {
        *words = &words[1..];
    }
    found
}
