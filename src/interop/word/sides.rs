//! Sides of pairs, each in a row of its own → pairs. `Right 2` belongs to `Left 2`; without numbers, a right
//! side belongs to the left one above it. A right side alone is one too many, as a matching task may have.

use std::collections::BTreeMap;

use super::convention::Side;
use super::places::Paragraph;
use crate::bank::Language;
use crate::interop::workbook::locate::At;
use crate::interop::workbook::owned::{Owned, PartOf, PlacedPair};
use crate::interop::workbook::pairs::PairRow;
use crate::language::finding::Finding;

/// Language → text and where it stands.
pub(super) type SideTexts = BTreeMap<Language, (String, Paragraph)>;

/// The pairs of a task so far.
#[derive(Default)]
pub(super) struct Pairing {
    open: Vec<OpenPair>,
}

struct OpenPair {
    number: Option<u32>,
    part: PartOf<Paragraph>,
    left: Option<SideTexts>,
    right: Option<SideTexts>,
}

impl Pairing {
    /// Adds a side; false where the pair has one like it.
    pub(super) fn add(
        &mut self,
        (side, number): (Side, Option<u32>),
        part: PartOf<Paragraph>,
        texts: SideTexts,
    ) -> bool {
        let of_part = |pair: &&mut OpenPair| pair.part.id == part.id;
        let known = match number {
            Some(_) => {
                let mut pairs = self.open.iter_mut().filter(of_part);
                pairs.find(|pair| pair.number == number)
            }
            // Only the right side of the last row, where that is a left one.
            None => {
                let last = self.open.last_mut().filter(of_part);
                last.filter(|pair| side == Side::Right && pair.right.is_none())
            }
        };
        match known {
            Some(pair) => {
                let place = match side {
                    Side::Left => &mut pair.left,
                    Side::Right => &mut pair.right,
                };
                let is_free = place.is_none();
                place.get_or_insert(texts);
                is_free
            }
            None => {
                let (left, right) = match side {
                    Side::Left => (Some(texts), None),
                    Side::Right => (None, Some(texts)),
                };
                self.open.push(OpenPair {
                    number,
                    part,
                    left,
                    right,
                });
                true
            }
        }
    }

    /// Hands the pairs over; a left side alone is told at its row.
    pub(super) fn end(self, owned: &mut Owned<Paragraph>) -> Vec<Finding> {
        let alone = self.open.iter().filter(|pair| pair.right.is_none());
        let told = alone.map(|pair| {
            let finding = Finding::error("pair_without_right", "");
            pair.part.at.place(finding)
        });
        let told = told.collect();
        owned.pairs = self.open.into_iter().map(placed).collect();
        told
    }
}

fn placed(pair: OpenPair) -> PlacedPair<Paragraph> {
    let parted = |side: Option<SideTexts>| -> (BTreeMap<_, _>, BTreeMap<_, _>) {
        let said = side.unwrap_or_default().into_iter();
        said.map(|(language, (text, at))| ((language.clone(), text), (language, at)))
            .unzip()
    };
    let (left, lefts_at) = parted(pair.left);
    let (right, rights_at) = parted(pair.right);
    PlacedPair {
        part: pair.part,
        row: PairRow { left, right },
        lefts_at,
        rights_at,
        findings: Vec::new(),
    }
}
