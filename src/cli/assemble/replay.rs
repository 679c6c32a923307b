//! The assembly of a manifest made again: the same forms, or what differs, field by field.

use std::path::Path;

use serde_json::{Value, json};

use super::super::config::Config;
use super::super::demo::table;
use super::super::outcome::{Failure, print};
use super::super::startup;
use super::arguments::AssembleArguments;
use super::asked::{candidates, read_specification, read_text};
use super::progress::Progress;
use super::solve;
use crate::assembly::manifest::{Difference, FormIdentity, Manifest, Stored};
use crate::assembly::manifest_modes::made_again;
use crate::assembly::mode::Mode;
use crate::assembly::pool::Pool;
use crate::assembly::request::Request;
use crate::assembly::run::RefusalKind;
use crate::assembly::solver::Highs;
use crate::document::signature::{Verdict, verify};
use crate::document::{self, Format, content_hash};
use crate::language::finding::Finding;
use crate::service::assembly::stored_of_manifest;
use crate::service::{Call, setup};
use crate::specification::component::components;

/// What was found out.
struct Replayed {
    /// True when every form has the fingerprint it had.
    same: bool,
    /// Who signed, in words.
    signed: Signed,
    forms: usize,
    differences: Vec<Difference>,
}

/// Who signed a manifest.
struct Signed {
    key: Option<String>,
    /// Whether it is a key of this installation; `None` where none was asked.
    ours: Option<bool>,
}

/// Reads a manifest, makes its assembly again and tells what differs. Fails when the forms do.
pub(super) fn replay(
    path: &Path,
    arguments: &AssembleArguments,
    config: impl Fn() -> Result<Config, Failure>,
) -> Result<(), Failure> {
    let (manifest, key) = read(path, arguments)?;
    let mut signed = Signed { key, ours: None };
    let stored = match (&arguments.pool, &arguments.spec) {
        (Some(pool), Some(specification)) => of_files(&manifest, pool, specification, arguments)?,
        _ => {
            let config = config()?;
            let services = startup::open(&config)?;
            let keys = &services.signing_keys;
            signed.ours = signed.key.as_ref().map(|key| keys.has(key));
            let call = Call::of(setup::prepare(&services, &config.zone)?, "command-line");
            stored_of_manifest(&services, &call, &manifest)?
        }
    };
    let mut request = manifest.request(stored);
    otherwise(&mut request, arguments);
    let replayed = compared(&manifest, &request, signed, arguments.progress)?;
    match arguments.json {
        true => print(&as_value(&replayed).to_string()),
        false => print(&as_text(&replayed)),
    }
    match replayed.same {
        true => Ok(()),
        false => Err(Failure::Refused(Vec::new())),
    }
}

/// The manifest and the public key it is signed with. One that was changed since is refused.
fn read(path: &Path, arguments: &AssembleArguments) -> Result<(Manifest, Option<String>), Failure> {
    let wrong = |found: Vec<Finding>| Failure::InFile(path.to_owned(), found);
    let tree = document::parse(&read_text(path)?, Format::Json).map_err(wrong)?;
    let key = match verify(&tree.value) {
        Verdict::Broken => {
            return Err(wrong(vec![Finding::error(
                "manifest_tampered",
                "/signature",
            )]));
        }
        Verdict::Signed(key) => Some(key),
        Verdict::Unsigned => None,
    };
    if let Some(trusted) = &arguments.trusted_key {
        let finding = match &key {
            None => Some(Finding::error("manifest_unsigned", "/signature")),
            Some(key) if key.eq_ignore_ascii_case(trusted) => None,
            Some(key) => Some(
                Finding::error("manifest_key_not_trusted", "/signature/public_key")
                    .with("key", key.as_str()),
            ),
        };
        if let Some(finding) = finding {
            return Err(wrong(vec![finding]));
        }
    }
    let manifest = document::decode(&tree.value).map_err(|found| wrong(tree.locate(found)))?;
    Ok((manifest, key))
}

/// Specification and candidates from files, read as when the manifest was made.
fn of_files(
    manifest: &Manifest,
    pool: &Path,
    specification: &Path,
    arguments: &AssembleArguments,
) -> Result<Stored, Failure> {
    let (document, _) = read_specification(specification)?;
    let all = components(&document);
    let component = match manifest.mode {
        Mode::Panel { .. } => all.first(),
        _ => all.iter().find(|one| one.id == manifest.component),
    };
    let empty = Stored {
        document: document.clone(),
        candidates: Vec::new(),
    };
    let request = manifest.request(empty);
    let candidates = candidates(pool, arguments, &request, component)?;
    Ok(Stored {
        document,
        candidates,
    })
}

/// What is asked for in the place of what the manifest says.
fn otherwise(request: &mut Request, arguments: &AssembleArguments) {
    let (options, limits) = (&mut request.options, &mut request.limits);
    options.seed = arguments.seed.unwrap_or(options.seed);
    options.forms = arguments.forms.or(options.forms);
    options.overlap_max = arguments.overlap.or(options.overlap_max);
    limits.gap = arguments.gap.unwrap_or(limits.gap);
    limits.wall_clock_guard_s = arguments.time_limit.unwrap_or(limits.wall_clock_guard_s);
}

fn compared(
    manifest: &Manifest,
    request: &Request,
    signed: Signed,
    progress: Progress,
) -> Result<Replayed, Failure> {
    let replayed = |same, differences| Replayed {
        same,
        signed,
        forms: manifest.forms.len(),
        differences,
    };
    // Another specification or other candidates are another question: its answer says nothing.
    let input = other_input(manifest, request)?;
    if !input.is_empty() {
        return Ok(replayed(false, input));
    }
    let again = match &manifest.mode {
        Mode::Forms => solve(request, progress).map(|assembly| Manifest::of(request, &assembly)),
        mode => made_again(request, mode, &Highs),
    };
    match again {
        Ok(here) => {
            let prints = |forms: &[FormIdentity]| -> Vec<String> {
                forms.iter().map(|form| form.fingerprint.clone()).collect()
            };
            let same = prints(&manifest.forms) == prints(&here.forms);
            Ok(replayed(same, manifest.differences(&here)))
        }
        Err(refusal) => match refusal.kind {
            RefusalKind::Infeasible | RefusalKind::Limit => Err(Failure::NoForms(refusal.findings)),
            RefusalKind::Invalid | RefusalKind::Failed => Err(Failure::Refused(refusal.findings)),
        },
    }
}

fn other_input(manifest: &Manifest, request: &Request) -> Result<Vec<Difference>, Failure> {
    let pool = Pool::new(request.candidates.clone()).map_err(Failure::Refused)?;
    let (named, document) = (&manifest.specification, &request.document);
    let fields = [
        ("/specification/id", json!(named.id), json!(document.id)),
        (
            "/specification/version",
            json!(named.version),
            json!(document.version),
        ),
        (
            "/specification/hash",
            json!(named.hash),
            json!(content_hash(document)),
        ),
        (
            "/snapshot/hash",
            json!(manifest.snapshot.hash),
            json!(pool.snapshot_hash()),
        ),
        (
            "/snapshot/candidates",
            json!(manifest.snapshot.candidates),
            json!(pool.len()),
        ),
    ];
    let differing = fields
        .into_iter()
        .filter(|(_, manifest, here)| manifest != here);
    let difference = |(field, manifest, here): (&str, Value, Value)| Difference {
        field: field.to_owned(),
        manifest,
        here,
    };
    Ok(differing.map(difference).collect())
}

fn as_value(replayed: &Replayed) -> Value {
    json!({
        "same": replayed.same,
        "signed": replayed.signed.key.is_some(),
        "public_key": replayed.signed.key,
        "key_of_this_installation": replayed.signed.ours,
        "forms": replayed.forms,
        "differences": replayed.differences,
    })
}

fn as_text(replayed: &Replayed) -> String {
    let signed = match (&replayed.signed.key, replayed.signed.ours) {
        (None, _) => "the manifest is not signed".to_owned(),
        (Some(key), Some(true)) => format!("signed by this installation, key\n{key}"),
        (Some(key), Some(false)) => {
            format!("signed with a key that this installation has not\n{key}")
        }
        (Some(key), None) => format!("signed with the key\n{key}"),
    };
    let verdict = match replayed.same {
        true => format!(
            "the same: {} form(s), every fingerprint equal",
            replayed.forms
        ),
        false => "not the same".to_owned(),
    };
    let mut lines = vec![signed, verdict];
    if !replayed.differences.is_empty() {
        let mut told = table(["field", "manifest", "here"]);
        for difference in &replayed.differences {
            told.add_row([
                difference.field.clone(),
                shown(&difference.manifest),
                shown(&difference.here),
            ]);
        }
        lines.push(told.to_string());
    }
    lines.join("\n")
}

/// A text without its quotes; hashes are told apart by their beginnings.
fn shown(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let is_hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    match is_hash {
        true => text.chars().take(16).collect(),
        false if value.is_null() => "–".to_owned(),
        false => text,
    }
}
