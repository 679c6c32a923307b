//! Forms of a cohort from files: chunk by chunk, each kept in a file as soon as it is final where one is
//! named, so that whoever was interrupted goes on and gets the same forms.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::outcome::Failure;
use super::arguments::AssembleArguments;
use super::asked::Asked;
use super::progress;
use crate::assembly::manifest::Manifest;
use crate::assembly::mode::Mode;
use crate::assembly::on_the_fly::work::{Settled, ShortForm, next_chunk};
use crate::assembly::on_the_fly::{Batch, Cohort, Plan, Summary};
use crate::assembly::pool::Pool;
use crate::assembly::progress::{News, Stage};
use crate::assembly::request::{Options, Request};
use crate::assembly::solver::Highs;

/// A line of the file: a chunk of final forms and the plan they belong to.
#[derive(Serialize, Deserialize)]
struct Line {
    plan: String,
    #[serde(flatten)]
    chunk: Settled,
}

/// Forms of a cohort.
pub(super) struct Made {
    pub(super) summary: Summary,
    pub(super) forms: Vec<ShortForm>,
    pub(super) manifest: Manifest,
}

/// Makes the forms.
pub(super) fn made(
    asked: &Asked,
    mode: &Mode,
    cohort: &Cohort,
    arguments: &AssembleArguments,
) -> Result<Made, Failure> {
    let request = Request {
        options: Options {
            overlap_max: None,
            ..asked.request.options.clone()
        },
        ..asked.request.clone()
    };
    let plan = Plan::of(&request, cohort).map_err(|refusal| asked.failure(refusal))?;
    let mut kept = match &arguments.keep {
        Some(path) => read(path)?,
        None => Vec::new(),
    };
    let hash = kept
        .first()
        .map_or(plan.hash(), |line| &line.plan)
        .to_owned();
    let chosen = kept.iter().flat_map(|line| line.chunk.chosen.clone());
    let batch = Batch::resumed(&plan, &hash, chosen.collect());
    let mut batch = batch.map_err(|refusal| asked.failure(refusal))?;
    let mut file = arguments
        .keep
        .as_deref()
        .map(|path| open(path, &kept))
        .transpose()?;
    let mut forms: Vec<ShortForm> = Vec::new();
    forms.extend(kept.drain(..).flat_map(|line| line.chunk.forms));
    progress::shown(arguments.progress, |watch| {
        watch(News::Stage(Stage::Searching));
        loop {
            let (done, of) = (batch.forms().len(), cohort.forms as usize);
            watch(News::Forms { done, of });
            let next = next_chunk(&plan, &mut batch, None, &Highs);
            let Some(chunk) = next.map_err(|refusal| asked.failure(refusal))? else {
                return Ok::<(), Failure>(());
            };
            forms.extend(chunk.forms.iter().cloned());
            if let (Some(file), Some(path)) = (&mut file, &arguments.keep) {
                let plan = hash.clone();
                append(file, path, &Line { plan, chunk })?;
            }
        }
    })?;
    let pool = Pool::new(request.candidates.clone()).map_err(Failure::Refused)?;
    Ok(Made {
        summary: batch.summary(&plan),
        manifest: Manifest::of_cohort(&request, mode, &pool.snapshot_hash(), &forms),
        forms,
    })
}

/// What the file holds; a line that was being written when the program was ended is no line.
fn read(path: &Path) -> Result<Vec<Line>, Failure> {
    let Ok(file) = File::open(path) else {
        return Ok(Vec::new());
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut text = BufReader::new(file).lines().peekable();
    while let Some(line) = text.next() {
        let line = line.map_err(|e| failed(path, &e))?;
        match serde_json::from_str::<Line>(&line) {
            Ok(line) if line.chunk.chunk as usize == lines.len() => lines.push(line),
            Err(_) if text.peek().is_none() => break,
            _ => {
                let number = lines.len() + 1;
                let told = format!("{}:{number}: no forms of a cohort", path.display());
                return Err(Failure::Wrong(format!(
                    "{told}; name another file to --keep"
                )));
            }
        }
    }
    Ok(lines)
}

/// The file with its whole lines, to be written behind them.
fn open(path: &Path, kept: &[Line]) -> Result<File, Failure> {
    let beside = path.with_extension("part");
    let mut file = File::create(&beside).map_err(|e| failed(&beside, &e))?;
    for line in kept {
        append(&mut file, &beside, line)?;
    }
    std::fs::rename(&beside, path).map_err(|e| failed(path, &e))?;
    let file = OpenOptions::new().append(true).open(path);
    file.map_err(|e| failed(path, &e))
}

fn append(file: &mut File, path: &Path, line: &Line) -> Result<(), Failure> {
    let text = serde_json::to_string(line);
    let text = text.map_err(|e| Failure::Internal(format!("forms do not become JSON: {e}")))?;
    let written = file.write_all(format!("{text}\n").as_bytes());
    written.map_err(|e| failed(path, &e))
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Wrong(format!("{}: {error}", path.display()))
}
