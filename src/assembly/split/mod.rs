//! A pool in parts that are alike: equally many items for each row, of each type, level and objective,
//! equally hard and equally telling; and each part can build the form.
//!
//! That each can is not hoped for: forms without a common item are assembled first, one for each part,
//! and stand in it from then on. The other items are dealt around them, stimulus sets whole, and
//! exchanged until the parts are as alike as they become.

mod deal;
mod features;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::eligible::Eligible;
use super::exchange::search::Search;
use super::prepare::Prepared;
use super::request::Request;
use super::run::{AssembledForm, Refusal, RefusalKind, assemble_with};
use super::solver::Solver;
use super::swap::ItemVersion;
use crate::language::finding::Finding;

/// Most parts.
const MOST_PARTS: u32 = 50;
/// Streams of dealing begin here.
const STREAMS: u64 = 1 << 43;

/// A pool in parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// The parts.
    pub parts: Vec<Part>,
    /// What the parts have of each thing they should be alike in.
    pub features: Vec<Feature>,
    /// Items that fit no row of the component, and so belong to no part.
    pub left_out: Vec<ItemVersion>,
    /// Seed of the run.
    pub seed: u64,
    /// Hash of the candidates.
    pub snapshot_hash: String,
    /// False when the clock decided.
    pub reproducible: bool,
}

/// One part of a pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its items, ascending.
    pub items: Vec<ItemVersion>,
    /// A form of the component made of them: that it can be built.
    pub form: AssembledForm,
}

/// Something the parts should be alike in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Feature {
    /// What it is: `row`, `thinking`, `difficulty`, `type`, `objective`, `points`, `minutes`, `p`,
    /// `information`.
    pub kind: String,
    /// Row, level, type, code or ability.
    pub about: String,
    /// Sum over the items of each part; for `p` and `information` too.
    pub parts: Vec<f64>,
    /// How far apart the parts are: greatest less least, as a share of their mean; 0 where they are alike.
    pub spread: f64,
}

impl Feature {
    fn of(kind: &str, about: &str, parts: Vec<f64>) -> Self {
        let greatest = parts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = parts.iter().copied().fold(f64::INFINITY, f64::min);
        let mean = parts.iter().sum::<f64>() / parts.len().max(1) as f64;
        let apart = greatest - least;
        Self {
            kind: kind.to_owned(),
            about: about.to_owned(),
            parts,
            spread: if apart > 0.0 {
                apart / mean.abs().max(1e-9)
            } else {
                0.0
            },
        }
    }
}

/// Parts a pool for the component of the request.
///
/// # Errors
/// `Invalid` for a wrong request or number of parts; otherwise why there are not as many forms without
/// a common item as there should be parts.
pub fn split_with(request: &Request, parts: u32, solver: &dyn Solver) -> Result<Split, Refusal> {
    if !(2..=MOST_PARTS).contains(&parts) {
        let finding = Finding::error("parts_out_of_range", "/parts").with("most", MOST_PARTS);
        return Err(Refusal::of(RefusalKind::Invalid, vec![finding]));
    }
    let mut request = request.clone();
    request.options.forms = Some(parts);
    request.options.overlap_max = Some(0);
    let assembly = assemble_with(&request, solver)?;
    let prepared =
        Prepared::of(&request).map_err(|findings| Refusal::of(RefusalKind::Invalid, findings))?;
    let context = prepared.context(&request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let kernels: Vec<BTreeSet<&str>> = assembly
        .forms
        .iter()
        .map(|form| form.positions.iter().map(|p| p.item.as_str()).collect())
        .collect();
    let features = features::Features::of(&context, &prepared.pool, &eligible);
    let mut search = Search::new(request.options.seed, STREAMS, 0);
    let dealt = deal::deal(&prepared.pool, &eligible, &features, &kernels, &mut search);
    let version = |candidate: &usize| {
        let item = &prepared.pool.candidates()[*candidate];
        ItemVersion {
            item: item.code.clone(),
            version: item.version,
        }
    };
    let fitting: BTreeSet<usize> = eligible.by_row.iter().flatten().copied().collect();
    let out = (0..prepared.pool.len()).filter(|candidate| !fitting.contains(candidate));
    let left_out = out.collect::<Vec<_>>().iter().map(version).collect();
    Ok(Split {
        features: features.table(&dealt),
        parts: dealt
            .iter()
            .zip(assembly.forms)
            .map(|(items, form)| Part {
                items: items.iter().map(version).collect(),
                form,
            })
            .collect(),
        left_out,
        seed: assembly.seed,
        snapshot_hash: assembly.snapshot_hash,
        reproducible: assembly.reproducible,
    })
}

/// Candidates of each part, ascending.
type Dealt = Vec<Vec<usize>>;

/// The request of a part: the same, with its items only.
pub fn request_of_part(request: &Request, part: &Part) -> Request {
    let mine: BTreeSet<&ItemVersion> = part.items.iter().collect();
    let is_mine = |code: &str, version: u32| {
        mine.contains(&ItemVersion {
            item: code.to_owned(),
            version,
        })
    };
    let candidates = request.candidates.iter();
    Request {
        candidates: candidates
            .filter(|item| is_mine(&item.code, item.version))
            .cloned()
            .collect(),
        ..request.clone()
    }
}
