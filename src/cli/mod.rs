//! The command line: examples first, messages on standard error, answers on standard output, exit codes
//! that say what kind of thing went wrong.

mod arguments;
mod assemble;
mod check;
mod check_models;
mod compare;
pub mod config;
mod demo;
mod demo_class;
mod demo_kinds;
mod doctor;
mod duplicates;
mod export;
mod first_start;
mod generate;
mod import;
mod library;
mod media;
mod names;
mod outcome;
mod recompute;
mod schemas;
mod serve;
mod solve;
mod startup;
mod statistics;
mod users;

use std::ffi::OsString;
use std::net::TcpListener;
use std::process::ExitCode;

use clap::Parser;
use serde_json::Value;

use arguments::{Arguments, Command};
use outcome::Failure;

use crate::service::Services;

/// What the command line needs of the other faces, given by `main.rs`: the faces never mention each other.
pub struct Faces {
    /// Serves until stopped.
    pub serve: fn(Services, TcpListener, Threads) -> std::io::Result<()>,
    /// The API description.
    pub openapi: fn() -> Value,
}

/// How many threads do what.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    /// Threads that answer requests.
    pub requests: usize,
    /// Background jobs at a time.
    pub jobs: usize,
}

/// Runs one command.
pub fn run(arguments: impl IntoIterator<Item = OsString>, faces: &Faces) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output with 0, mistakes to standard error with 2.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match dispatch(arguments, faces) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn dispatch(arguments: Arguments, faces: &Faces) -> Result<(), Failure> {
    let Arguments {
        settings,
        config_dump,
        command,
    } = arguments;
    let config = || {
        config::Config::read(&settings, |name| std::env::var(name).ok())
            .map_err(Failure::Configuration)
    };
    if config_dump {
        outcome::print(&config()?.dump());
        return Ok(());
    }
    match command {
        None => Err(Failure::Usage(
            "say what to do; `synaq --help` shows examples".into(),
        )),
        Some(Command::Serve) => serve::serve(&config()?, faces),
        Some(Command::Demo { json, all }) => demo::demo(json, all),
        Some(Command::Import(arguments)) => import::run(&config()?, &arguments),
        Some(Command::Export(what)) => export::run(&config()?, &what),
        Some(Command::ImportStatistics(what)) => statistics::run(&config()?, &what),
        Some(Command::Names(what)) => names::run(&config()?, what),
        Some(Command::Rejected { id }) => import::rejected(&config()?, &id),
        Some(Command::Migrate) => serve::migrate(&config()?),
        Some(Command::SetupLink) => serve::setup_link(&config()?),
        Some(Command::User(user)) => users::run(&config()?, user),
        Some(Command::Assemble(what)) => assemble::assemble(&what, config),
        Some(Command::Solve) => solve::solve(),
        Some(Command::Draw) => solve::draw(),
        Some(Command::Panels) => solve::panels(),
        Some(Command::Split) => solve::split(),
        Some(Command::NextItem) => solve::next_item(),
        Some(Command::Sensitivity) => solve::sensitivity(),
        Some(Command::Check(what)) => check::check(&what.paths, what.json),
        Some(Command::Generate(what)) => generate::generate(&what),
        Some(Command::Compare(what)) => compare::compare(&what.from, &what.to, what.json),
        Some(Command::Schemas { folder }) => schemas::schemas(&folder),
        Some(Command::Media { json }) => media::media(&config()?, json),
        Some(Command::Recompute { json, .. }) => recompute::verify(&config()?, json),
        Some(Command::Doctor) => doctor::doctor(&config()?),
        Some(Command::Openapi) => {
            outcome::print(&crate::document::to_yaml(&(faces.openapi)()));
            Ok(())
        }
    }
}
