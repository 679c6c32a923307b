//! Two texts as one run of pieces, by words: the longest common subsequence of their words.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Most cells of the table that is filled; longer differing middles are told as a whole.
const MOST_CELLS: usize = 1_000_000;

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// It stands in both texts.
    Same,
    /// It stands in the first only.
    Removed,
    /// It stands in the second only.
    Added,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// The words, with the spaces between and behind them.
    pub text: String,
}

/// The pieces of two texts. What is same or removed is the first text, what is same or added the second.
pub fn pieces(first: &str, second: &str) -> Vec<Piece> {
    let (from, to) = (tokens(first), tokens(second));
    let ahead = common(from.iter(), to.iter());
    let (rest_from, rest_to) = (&from[ahead..], &to[ahead..]);
    let behind = common(rest_from.iter().rev(), rest_to.iter().rev());
    let middle_from = &rest_from[..rest_from.len() - behind];
    let middle_to = &rest_to[..rest_to.len() - behind];
    let mut run = Run::default();
    from[..ahead]
        .iter()
        .for_each(|t| run.add(PieceKind::Same, t));
    for (kind, token) in aligned(middle_from, middle_to) {
        run.add(kind, token);
    }
    let tail = &rest_from[rest_from.len() - behind..];
    tail.iter().for_each(|t| run.add(PieceKind::Same, t));
    run.finish()
}

/// Words, single other characters and runs of white space.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joins = last.is_some_and(|last| {
            (last.is_alphanumeric() && c.is_alphanumeric())
                || (last.is_whitespace() && c.is_whitespace())
        });
        if !joins && at > from {
            found.push(&text[from..at]);
            from = at;
        }
        last = Some(c);
    }
    if from < text.len() {
        found.push(&text[from..]);
    }
    found
}

fn common<'a>(
    first: impl Iterator<Item = &'a &'a str>,
    second: impl Iterator<Item = &'a &'a str>,
) -> usize {
    first.zip(second).take_while(|(a, b)| a == b).count()
}

fn aligned<'a>(from: &[&'a str], to: &[&'a str]) -> Vec<(PieceKind, &'a str)> {
    let all = |kind, tokens: &[&'a str]| tokens.iter().map(move |t| (kind, *t)).collect::<Vec<_>>();
    if from.is_empty() || to.is_empty() || from.len() * to.len() > MOST_CELLS {
        let mut whole = all(PieceKind::Removed, from);
        whole.extend(all(PieceKind::Added, to));
        return whole;
    }
    let (from_ids, to_ids) = numbered(from, to);
    // longest[i][j]: tokens in common of what begins at i and at j.
    let width = to.len() + 1;
    let mut longest = vec![0_u16; (from.len() + 1) * width];
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            longest[i * width + j] = match from_ids[i] == to_ids[j] {
                true => longest[(i + 1) * width + j + 1].saturating_add(1),
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < from.len() || j < to.len() {
        if i < from.len() && j < to.len() && from_ids[i] == to_ids[j] {
            found.push((PieceKind::Same, from[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == to.len()
            || (i < from.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            found.push((PieceKind::Removed, from[i]));
            i += 1;
        } else {
            found.push((PieceKind::Added, to[j]));
            j += 1;
        }
    }
    found
}

/// Tokens as numbers, equal where they read the same.
fn numbered<'a>(from: &[&'a str], to: &[&'a str]) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut number = |token: &'a str| {
        let next = known.len();
        *known.entry(token).or_insert(next)
    };
    let first = from.iter().map(|t| number(t)).collect();
    let second = to.iter().map(|t| number(t)).collect();
    (first, second)
}

/// Pieces under way. A space between two changed words belongs to the change, so that a changed phrase
/// is one piece and not one for each word.
#[derive(Default)]
struct Run {
    done: Vec<Piece>,
    removed: String,
    added: String,
    space: String,
}

impl Run {
    fn add(&mut self, kind: PieceKind, token: &str) {
        let is_changing = !self.removed.is_empty() || !self.added.is_empty();
        if kind == PieceKind::Same {
            if is_changing && self.space.is_empty() && token.trim().is_empty() {
                self.space.push_str(token);
            } else {
                self.close();
                self.push(PieceKind::Same, token);
            }
            return;
        }
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
        match kind {
            PieceKind::Removed => self.removed.push_str(token),
            _ => self.added.push_str(token),
        }
    }

    fn close(&mut self) {
        let removed = std::mem::take(&mut self.removed);
        let added = std::mem::take(&mut self.added);
        let space = std::mem::take(&mut self.space);
        self.push(PieceKind::Removed, &removed);
        self.push(PieceKind::Added, &added);
        self.push(PieceKind::Same, &space);
    }

    fn push(&mut self, kind: PieceKind, text: &str) {
        match self.done.last_mut().filter(|last| last.kind == kind) {
            _ if text.is_empty() => {}
            Some(last) => last.text.push_str(text),
            None => self.done.push(Piece {
                kind,
                text: text.to_owned(),
            }),
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close();
        self.done
    }
}
