//! `assemble`: forms from files, without any database.
//!
//! * `asked` makes a request of specification, pool and arguments.
//! * `told` says what came of it: a table of at most 80 columns, or JSON.
//! * `replay` makes the assembly of a manifest again and tells what differs, field by field.
//! * `given` reads what stands in the form already.
//! * `modes` makes something else than forms: forms of a cohort (`cohort`), panels, parts of the pool, one
//!   step of an adaptive test; `told_modes` says what came of it.
//! * `progress` shows a person at a terminal how far it is; others only when they ask for it.

pub mod arguments;
mod asked;
mod cohort;
mod given;
mod modes;
pub mod progress;
mod replay;
mod told;
mod told_modes;

use std::path::Path;

use self::arguments::AssembleArguments;
use self::asked::Asked;
use self::progress::Progress;
use super::config::Config;
use super::outcome::Failure;
use crate::assembly::manifest::Manifest;
use crate::assembly::request::Request;
use crate::assembly::run::{Assembly, Refusal, assemble_watched};
use crate::assembly::written_program::program_of;
use crate::document::signature::SigningKey;
use crate::service::signing_keys::SigningKeys;

/// Assembles, or says why not. Settings are read only where a replay asks the database.
pub fn assemble(
    arguments: &AssembleArguments,
    config: impl Fn() -> Result<Config, Failure>,
) -> Result<(), Failure> {
    let json = arguments.json;
    if let Some(manifest) = &arguments.replay {
        let replayed = replay::replay(manifest, arguments, config);
        return replayed.map_err(|failure| told::refused(failure, json));
    }
    let key = signing_key(arguments)?;
    let asked = Asked::of(arguments).map_err(|failure| told::refused(failure, json))?;
    if let Some(made) = modes::made(&asked, arguments, key.as_ref()) {
        return made.map_err(|failure| told::refused(failure, json));
    }
    if let Some(file) = &arguments.write_mps {
        let text = program_of(&asked.request).map_err(|refusal| no_forms(&asked, refusal, json))?;
        write(file, &text)?;
    }
    let solved = solve(&asked.request, arguments.progress);
    let assembly = solved.map_err(|refusal| no_forms(&asked, refusal, json))?;
    let manifest = Manifest::of(&asked.request, &assembly).signed(key.as_ref());
    if let Some(file) = &arguments.manifest {
        write(file, &manifest.text())?;
    }
    told::forms(&asked, &assembly, &manifest, json);
    Ok(())
}

/// The key that signs the manifest, where one is given.
fn signing_key(arguments: &AssembleArguments) -> Result<Option<SigningKey>, Failure> {
    let Some(path) = &arguments.signing_key else {
        return Ok(None);
    };
    let keys = SigningKeys::of_file(path).map_err(Failure::Wrong)?;
    let absent = || Failure::Wrong(format!("{}: no such file", path.display()));
    Ok(keys.ok_or_else(absent)?.first().cloned())
}

fn solve(request: &Request, progress: Progress) -> Result<Assembly, Refusal> {
    let solved = progress::shown(progress, |watch| assemble_watched(request, watch));
    solved.map(super::solve::finite)
}

/// Where nothing can be made, the whole explanation is told: sentences to people, data to programs too.
fn no_forms(asked: &Asked, mut refusal: Refusal, json: bool) -> Failure {
    let explanation = refusal.explanation.take();
    if let Some(explanation) = &explanation {
        refusal.findings.clone_from(&explanation.findings);
    }
    told::unmade(asked.failure(refusal), explanation.as_deref(), json)
}

pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|e| Failure::Wrong(format!("{}: {e}", file.display())))
}
