//! The two halves of a form: what counts, and the pilot block. Forms come in tests, which share the
//! scored half, and in blocks, which share the pilot half; without a pilot block every form is a test
//! of its own.

use super::candidate::Candidate;
use super::eligible::Context;
use crate::specification::document::Anchors;

/// Part of a form that several forms may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// What counts.
    Scored,
    /// The pilot block.
    Pilot,
}

impl Context<'_> {
    /// Number of forms where the request names none: every test with every block.
    pub(super) fn usual_forms(&self) -> u32 {
        let blocks = self
            .component
            .pilot
            .map_or(1, |block| block.spiral_forms.max(1));
        self.component
            .constraints
            .parallel_forms
            .saturating_mul(blocks)
    }

    /// How many forms have the same scored items and differ in their pilot block.
    pub fn spiral(&self) -> usize {
        self.component
            .pilot
            .map_or(1, |block| block.spiral_forms.max(1) as usize)
    }

    /// The first form that has the same half as this one.
    pub fn first_with(&self, half: Half, form: usize) -> usize {
        match half {
            Half::Scored => form - form % self.spiral(),
            Half::Pilot => form % self.spiral(),
        }
    }

    /// How many different halves all forms have together.
    pub fn halves(&self, half: Half) -> usize {
        let first = |form: &usize| self.first_with(half, *form) == *form;
        (0..self.forms()).filter(first).count()
    }

    /// Half of a row.
    pub fn half_of(&self, row: usize) -> Half {
        match self.component.rows.get(row) {
            Some(row) if row.unscored => Half::Pilot,
            _ => Half::Scored,
        }
    }

    /// Position of an anchor in the earlier form, where the request says it.
    pub fn anchor_position(&self, item: &Candidate) -> Option<usize> {
        let mut anchors = self.options.anchors.iter();
        let own = anchors.find(|anchor| anchor.item == item.code)?;
        own.position
            .filter(|_| self.is_anchor(item))
            .map(|position| position as usize)
    }

    /// True for an item that the request names as an anchor, in the version it names.
    pub fn is_anchor(&self, item: &Candidate) -> bool {
        let fixed = |anchors: &Anchors| anchors.fixed_version;
        let fixed = self.component.anchors.as_ref().is_some_and(fixed);
        self.options.anchors.iter().any(|anchor| {
            let version = anchor.version.filter(|_| fixed);
            anchor.item == item.code && version.is_none_or(|version| version == item.version)
        })
    }
}
