//! 24,000 items in 24 pools.

use super::draw::Draw;

/// Sizes of the first three pools: those that single forms are asked of.
const NAMED_SIZES: [usize; 3] = [514, 994, 2_000];
/// Pools: 12 subjects, 2 bands each.
const POOLS: usize = 24;
/// Items of the whole bank.
const ITEMS: usize = 24_000;
/// Fewest and most items of a pool.
const POOL_SIZE: [usize; 2] = [500, 2_000];
/// Shares of topics 1–8.
pub(super) const TOPIC_SHARES: [f64; 8] = [0.20, 0.16, 0.14, 0.13, 0.12, 0.10, 0.08, 0.07];
/// Shares of single choice, multiple choice, matching, short answer.
const TYPE_SHARES: [f64; 4] = [0.55, 0.20, 0.15, 0.10];
/// Shares of the thinking levels.
const LEVEL_SHARES: [f64; 3] = [0.35, 0.40, 0.25];
/// Points by type.
const POINTS: [u32; 4] = [1, 2, 2, 1];

/// An item of the trial bank.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialItem {
    /// Pool from 0.
    pub pool: usize,
    /// Subject from 0.
    pub subject: usize,
    /// Band, 0 or 1.
    pub band: usize,
    /// Topic from 0.
    pub topic: usize,
    /// Subtopic of the topic from 0.
    pub subtopic: usize,
    /// 0 single choice, 1 multiple choice, 2 matching, 3 short answer.
    pub item_type: usize,
    /// Thinking level from 0.
    pub level: usize,
    /// Points.
    pub points: u32,
    /// Working time in whole seconds.
    pub seconds: u32,
    /// Discrimination, difficulty and guessing in the logistic metric, D = 1.
    pub parameters: [f64; 3],
    /// Position of the key from 0.
    pub key: usize,
    /// Number of its enemy group.
    pub enemies: Option<usize>,
}

impl TrialItem {
    /// Information at an ability.
    pub fn information(&self, theta: f64) -> f64 {
        let [a, b, c] = self.parameters;
        let star = 1.0 / (1.0 + (-a * (theta - b)).exp());
        let p = c + (1.0 - c) * star;
        let slope = a * (1.0 - c) * star * (1.0 - star);
        slope * slope / (p * (1.0 - p))
    }

    pub(super) fn draw(draw: &mut Draw, pool: usize) -> Self {
        let item_type = draw.share(&TYPE_SHARES);
        let level = draw.share(&LEVEL_SHARES);
        // Median 75 seconds in the middle level, an eighth more with each level, σ 0.4.
        let longer = (level as f64 - 1.0) * 0.125;
        let seconds = 75.0 * (longer + 0.4 * draw.normal()).exp();
        let a = 1.2 * (0.3 * draw.normal()).exp();
        let b = (1.1 * draw.normal() + 0.35 * (level as f64 - 1.0)).clamp(-3.5, 3.5);
        let c = draw.beta(8, 32);
        Self {
            pool,
            subject: pool / 2,
            band: pool % 2,
            topic: draw.share(&TOPIC_SHARES),
            subtopic: draw.below(3),
            item_type,
            level,
            points: POINTS[item_type],
            seconds: seconds.round().clamp(20.0, 300.0) as u32,
            parameters: [a, b, if item_type == 0 { c } else { 0.0 }],
            key: draw.below(5),
            enemies: None,
        }
    }
}

/// The bank.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialBank {
    /// Items, pool after pool.
    pub items: Vec<TrialItem>,
    /// How many enemy groups there are.
    pub enemy_groups: usize,
}

impl TrialBank {
    /// The bank of 24,000 items.
    pub fn draw(seed: u64) -> Self {
        Self::with_sizes(seed, &pool_sizes(seed))
    }

    /// A bank with pools of these sizes.
    pub fn with_sizes(seed: u64, sizes: &[usize]) -> Self {
        let mut bank = Self {
            items: Vec::with_capacity(sizes.iter().sum()),
            enemy_groups: 0,
        };
        for (pool, size) in sizes.iter().enumerate() {
            let mut draw = Draw::new(seed, pool as u64);
            let first = bank.items.len();
            let items = (0..*size).map(|_| TrialItem::draw(&mut draw, pool));
            bank.items.extend(items);
            for topic in 0..TOPIC_SHARES.len() {
                let of_topic = |index: &usize| bank.items[*index].topic == topic;
                let members: Vec<usize> = (first..bank.items.len()).filter(of_topic).collect();
                bank.make_enemies(&mut draw, members);
            }
        }
        bank
    }

    /// 6 % of the members in pairs, 2 % in triples.
    fn make_enemies(&mut self, draw: &mut Draw, mut members: Vec<usize>) {
        draw.shuffle(&mut members);
        let share = |percent: usize, size: usize| members.len() * percent / 100 / size;
        let sizes = [(share(6, 2), 2), (share(2, 3), 3)];
        let mut rest = members.iter();
        for (count, size) in sizes {
            for _ in 0..count {
                for &member in rest.by_ref().take(size) {
                    self.items[member].enemies = Some(self.enemy_groups);
                }
                self.enemy_groups += 1;
            }
        }
    }

    /// The items of a pool.
    pub fn pool(&self, pool: usize) -> Vec<&TrialItem> {
        self.items.iter().filter(|item| item.pool == pool).collect()
    }
}

/// The named sizes first, then sizes that fill the bank up.
fn pool_sizes(seed: u64) -> Vec<usize> {
    let mut draw = Draw::new(seed, u64::MAX);
    let others = POOLS - NAMED_SIZES.len();
    let weights: Vec<f64> = (0..others).map(|_| draw.uniform()).collect();
    let total: f64 = weights.iter().sum();
    let [least, most] = POOL_SIZE;
    let free = ITEMS - NAMED_SIZES.iter().sum::<usize>() - others * least;
    let size = |weight: &f64| (least + (weight / total * free as f64) as usize).min(most);
    let mut sizes: Vec<usize> = NAMED_SIZES.into_iter().collect();
    sizes.extend(weights.iter().map(size));
    let mut lacking = ITEMS - sizes.iter().sum::<usize>();
    for size in &mut sizes[NAMED_SIZES.len()..] {
        let more = lacking.min(most - *size);
        *size += more;
        lacking -= more;
    }
    sizes
}
