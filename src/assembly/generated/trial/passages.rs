//! 300 passages of 4–8 items.

use super::bank::TrialItem;
use super::draw::Draw;

/// Passages of the trial.
const PASSAGES: usize = 300;
/// Genres.
pub(super) const GENRES: usize = 4;

/// A passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Length in words.
    pub words: u32,
    /// Genre from 0.
    pub genre: usize,
    /// Number of its group of enemy passages.
    pub enemies: Option<usize>,
    /// Its items.
    pub items: Vec<TrialItem>,
}

/// The passages.
#[derive(Clone, Debug, PartialEq)]
pub struct Passages {
    /// The passages.
    pub passages: Vec<Passage>,
    /// How many groups of enemy items there are.
    pub enemy_groups: usize,
}

impl Passages {
    /// 300 passages: words normal around 400 (σ 100, 200–700), one passage in ten in a pair of
    /// enemies; two enemy items in every third passage with six or more.
    pub fn draw(seed: u64) -> Self {
        Self::with_count(seed, PASSAGES)
    }

    /// As many passages as wanted.
    pub fn with_count(seed: u64, count: usize) -> Self {
        let mut draw = Draw::new(seed, 1_000);
        let mut enemy_groups = 0;
        let mut passage = |number: usize| {
            let words = (400.0 + 100.0 * draw.normal()).round();
            let genre = draw.below(GENRES);
            let size = 4 + draw.below(5);
            let items = (0..size).map(|_| TrialItem::draw(&mut draw, number));
            let mut items: Vec<TrialItem> = items.collect();
            if size >= 6 && number.is_multiple_of(3) {
                for item in &mut items[..2] {
                    item.enemies = Some(enemy_groups);
                }
                enemy_groups += 1;
            }
            Passage {
                words: words.clamp(200.0, 700.0) as u32,
                genre,
                enemies: (number % 20 < 2).then_some(number / 20),
                items,
            }
        };
        let passages = (0..count).map(&mut passage).collect();
        Self {
            passages,
            enemy_groups,
        }
    }
}
