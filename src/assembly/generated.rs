//! Structural banks that fill any component: texts that say what they are, and nothing to learn
//! from them. For trials of large tests before a real bank exists, and for tests.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::bank::content::{
    Band, Descriptor, ItemContent, Key, MarkScheme, NumericKey, Pair, Part,
};
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemDocument, ItemTexts, PartTexts, StimulusDocument, StimulusTexts};
use crate::bank::{
    Access, Difficulty, ItemType, Language, Minutes, PartialRule, Points, Purpose, SchemeKind,
    StimulusKind, Thinking,
};
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::{Range, ShareBase, StimulusRule, ThinkingRule};

use super::candidate::{Candidate, StimulusFacts, Surroundings};

/// A generated bank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeneratedBank {
    /// Items.
    pub items: Vec<ItemDocument>,
    /// The stimuli they hang on.
    pub stimuli: Vec<StimulusDocument>,
}

impl GeneratedBank {
    /// The items as candidates: live, version 1, without statistics.
    pub fn candidates(&self) -> Vec<Candidate> {
        let stimuli: BTreeMap<&str, &StimulusDocument> = self
            .stimuli
            .iter()
            .map(|stimulus| (stimulus.code.as_str(), stimulus))
            .collect();
        let candidate = |item: &ItemDocument| {
            let code = item.content.stimulus.as_deref();
            let around = Surroundings {
                phase: Phase::Live,
                languages: item.texts.keys().cloned().collect(),
                stimulus: code
                    .and_then(|code| stimuli.get(code))
                    .map(|s| StimulusFacts::of(s)),
                enemies: Vec::new(),
                p: None,
            };
            Candidate::from_content(&item.code, 1, &item.content, around)
        };
        self.items.iter().map(candidate).collect()
    }
}

/// Enough items for `times` forms without a common item, for one language set: each row gets its
/// number of items `times` over, so that every set of stimuli, share and count can be met exactly.
/// Codes start with `prefix`; the same arguments give the same bank.
pub fn generate(
    component: &Component,
    subject: &str,
    languages: &[Language],
    prefix: &str,
    times: usize,
    seed: u64,
) -> GeneratedBank {
    let mut generator = Generator {
        component,
        subject,
        languages,
        prefix,
        random: ChaCha20Rng::seed_from_u64(seed),
        bank: GeneratedBank::default(),
    };
    for time in 0..times {
        generator.one_form(time);
    }
    generator.bank
}

struct Generator<'a> {
    component: &'a Component,
    subject: &'a str,
    languages: &'a [Language],
    prefix: &'a str,
    random: ChaCha20Rng,
    bank: GeneratedBank,
}

/// Items of a set where the specification does not say how many.
const SET_SIZE: usize = 5;

impl<'a> Generator<'a> {
    fn one_form(&mut self, time: usize) {
        let thinking = self.thinking_plan();
        let difficulty = self.difficulty_plan();
        let mut number = 0;
        for (index, row) in self.component.rows.iter().enumerate() {
            let points = self.points_of(row);
            for place in 0..row.items as usize {
                let stimulus = self.stimulus(row, index, time, place);
                let code = format!(
                    "{}-{}-{:03}-{:02}",
                    self.prefix,
                    row.id,
                    time + 1,
                    place + 1
                );
                let levels = (thinking[number], row.level.or(Some(difficulty[number])));
                self.item(row, code, points, levels, stimulus);
                number += 1;
            }
        }
    }

    /// Points of a row's items; where the row leaves them open, the section's rest in equal parts.
    fn points_of(&self, row: &ResolvedRow) -> Points {
        let rows = || {
            self.component
                .rows
                .iter()
                .filter(|other| other.section == row.section)
        };
        row.points_each.unwrap_or_else(|| {
            let fixed: i64 = rows()
                .filter_map(|r| Some(r.points_each?.0 * i64::from(r.items)))
                .sum();
            let open: i64 = rows()
                .filter(|r| r.points_each.is_none())
                .map(|r| i64::from(r.items))
                .sum();
            let score = self
                .component
                .section_of(row)
                .map_or(0, |section| section.score.0);
            crate::bank::Hundredths((score - fixed).max(0) / open.max(1))
        })
    }

    /// Thinking level of every place of a form: the row's own, else what its shares lack most.
    fn thinking_plan(&self) -> Vec<Option<Thinking>> {
        let counted = |row: &ResolvedRow| match &row.thinking {
            Some(ThinkingRule::All(level)) => vec![*level; row.items as usize],
            Some(ThinkingRule::Counts(counts)) => counts
                .iter()
                .flat_map(|(level, count)| vec![*level; *count as usize])
                .collect(),
            None => Vec::new(),
        };
        let shares = &self.component.thinking_share;
        self.plan(Thinking::ALL, shares, counted)
            .into_iter()
            .map(Some)
            .collect()
    }

    fn difficulty_plan(&self) -> Vec<Difficulty> {
        let own = |row: &ResolvedRow| {
            row.level
                .map_or_else(Vec::new, |level| vec![level; row.items as usize])
        };
        self.plan(Difficulty::ALL, &self.component.difficulty_share, own)
    }

    fn plan<L: Copy + Ord>(
        &self,
        all: &[L],
        shares: &BTreeMap<L, Range>,
        own: impl Fn(&ResolvedRow) -> Vec<L>,
    ) -> Vec<L> {
        let weight = |row: &ResolvedRow| match self.component.share_of {
            ShareBase::Points => self.points_of(row).as_f64(),
            ShareBase::Items => 1.0,
        };
        let total: f64 = self
            .component
            .rows
            .iter()
            .map(|row| weight(row) * f64::from(row.items))
            .sum();
        let even = 1.0 / all.len() as f64;
        let middle = |level: &L| {
            shares
                .get(level)
                .map_or(even, |range| f64::midpoint(range[0], range[1]))
        };
        let mut lacking: BTreeMap<L, f64> = all
            .iter()
            .map(|level| (*level, middle(level) * total))
            .collect();
        for row in &self.component.rows {
            for level in own(row) {
                *lacking.entry(level).or_default() -= weight(row);
            }
        }
        let mut plan = Vec::new();
        for row in &self.component.rows {
            let levels = own(row);
            for place in 0..row.items as usize {
                let level = levels.get(place).copied().unwrap_or_else(|| {
                    let most = lacking
                        .iter()
                        .max_by(|a, b| a.1.total_cmp(b.1))
                        .map(|(level, _)| *level);
                    let level = most.unwrap_or(all[0]);
                    *lacking.entry(level).or_default() -= weight(row);
                    level
                });
                plan.push(level);
            }
        }
        plan
    }

    /// The stimulus of a place: the section's sets are shared by all its rows, a row's are its own.
    fn stimulus(
        &mut self,
        row: &ResolvedRow,
        index: usize,
        time: usize,
        place: usize,
    ) -> Option<String> {
        if !row.stimulus_required {
            return None;
        }
        let rule = row.section_stimulus.as_ref().or(row.stimulus.as_ref());
        let own = row.stimulus.as_ref().and_then(|rule| rule.count);
        let of_section = row.section_stimulus.as_ref().and_then(|rule| rule.count);
        let (scope, number) = match (of_section, own) {
            (Some(count), _) => (row.section.clone(), place % count.max(1) as usize),
            (None, Some(count)) => (row.id.clone(), place % count.max(1) as usize),
            (None, None) => (format!("{}-{index}", row.id), place / SET_SIZE),
        };
        let code = format!(
            "{}-S-{scope}-{:03}-{:02}",
            self.prefix,
            time + 1,
            number + 1
        );
        if !self
            .bank
            .stimuli
            .iter()
            .rev()
            .any(|stimulus| stimulus.code == code)
        {
            let rules = [row.section_stimulus.as_ref(), row.stimulus.as_ref()];
            let document = self.stimulus_document(code.clone(), rule, rules);
            self.bank.stimuli.push(document);
        }
        Some(code)
    }

    fn stimulus_document(
        &self,
        code: String,
        rule: Option<&StimulusRule>,
        rules: [Option<&StimulusRule>; 2],
    ) -> StimulusDocument {
        let rules = || rules.iter().copied().flatten();
        let kind = rules()
            .find_map(|rule| rule.kind)
            .unwrap_or(StimulusKind::Text);
        let words = rules()
            .find_map(|rule| rule.words)
            .map_or(30, |[low, high]| low.midpoint(high));
        let recorded = matches!(kind, StimulusKind::Audio | StimulusKind::Video);
        let most = rules().filter_map(|rule| rule.max_seconds).min();
        let texts = |language: &Language| {
            let sentence = said(language, "stimulus", &code);
            let body = sentence
                .split_whitespace()
                .cycle()
                .take(words.max(1) as usize);
            let body = body.collect::<Vec<_>>().join(" ");
            (
                language.clone(),
                StimulusTexts {
                    title: Some(code.clone()),
                    body,
                },
            )
        };
        StimulusDocument {
            kind,
            subject: self.subject.to_owned(),
            texts: self.languages.iter().map(texts).collect(),
            seconds: recorded.then(|| most.unwrap_or(60)),
            plays: rule.and_then(|rule| rule.plays).filter(|_| recorded),
            licence: Some("CC0-1.0".to_owned()),
            source: Some("generated".to_owned()),
            code,
        }
    }

    fn item(
        &mut self,
        row: &ResolvedRow,
        code: String,
        points: Points,
        (thinking, difficulty): (Option<Thinking>, Option<Difficulty>),
        stimulus: Option<String>,
    ) {
        let types: &[ItemType] = if row.types.is_empty() {
            &[ItemType::Mcq]
        } else {
            &row.types
        };
        let item_type = types[self.below(types.len())];
        let part = self.part(row, item_type, points);
        let texts = |language: &Language| (language.clone(), texts(language, &code, &part));
        let content = ItemContent {
            item_type,
            purpose: Purpose::Both,
            subject: self.subject.to_owned(),
            grade_min: self.component.grade.unwrap_or(11),
            grade_max: self.component.grade.unwrap_or(11),
            term: None,
            unit: row.unit.clone(),
            programme: None,
            objectives: self.objective(row).into_iter().collect(),
            criteria: Vec::new(),
            difficulty,
            thinking,
            literacy: row.literacy.clone(),
            skill: row.skill.clone().or_else(|| row.section_skill.clone()),
            assessment_objectives: Vec::new(),
            tags: vec!["generated".to_owned()],
            points,
            minutes: self.minutes(row, points),
            parts: vec![part.clone()],
            stimulus,
            family: None,
            access: match self.component.form_access {
                crate::specification::document::FormAccess::Open => Access::Open,
                crate::specification::document::FormAccess::Restricted => Access::Restricted,
                crate::specification::document::FormAccess::Secure => Access::Secure,
            },
            author: None,
            source: Some("generated".to_owned()),
            licence: Some("CC0-1.0".to_owned()),
        };
        let texts = self.languages.iter().map(texts).collect();
        let source_language = self.languages.first().cloned();
        self.bank.items.push(ItemDocument {
            code,
            content,
            texts,
            source_language,
        });
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.next_u32() as usize % count.max(1)
    }

    fn objective(&mut self, row: &ResolvedRow) -> Option<String> {
        let exact = (!row.objectives.is_empty())
            .then(|| row.objectives[self.below(row.objectives.len())].clone());
        exact.or_else(|| {
            let prefixes = &row.objectives_prefix;
            let prefix =
                (!prefixes.is_empty()).then(|| prefixes[self.below(prefixes.len())].clone())?;
            let mut code = prefix.trim_end_matches('.').to_owned();
            while code.split('.').count() < 4 {
                code.push_str(".1");
            }
            Some(code)
        })
    }

    /// The item's share of the working time, rounded down, so that a form always fits.
    fn minutes(&self, row: &ResolvedRow, points: Points) -> Option<Minutes> {
        let component = self.component;
        let apart = |row: &ResolvedRow| {
            component
                .section_of(row)
                .is_some_and(|s| s.separate_sitting)
        };
        if apart(row) {
            return component.section_of(row)?.minutes_per_candidate;
        }
        let counted = component.rows.iter().filter(|other| !apart(other));
        let total: i64 = counted
            .map(|other| self.points_of(other).0 * i64::from(other.items))
            .sum();
        let share = component
            .duration?
            .0
            .checked_mul(points.0)?
            .checked_div(total)?;
        Some(crate::bank::Hundredths(share))
    }

    fn part(&mut self, row: &ResolvedRow, item_type: ItemType, points: Points) -> Part {
        let kind = self.scheme_kind(row, item_type);
        let count = row.options.unwrap_or(4).max(2) as usize;
        let ids = |count: usize| (0..count).map(option_id).collect::<Vec<_>>();
        let mut part = Part {
            id: "a".to_owned(),
            part_type: None,
            points,
            options: Vec::new(),
            targets: Vec::new(),
            max_chosen: None,
            key: Key::default(),
            scheme: self.scheme(kind, row, points),
            values: Vec::new(),
        };
        match item_type {
            ItemType::Mcq => {
                part.options = ids(count);
                part.key.correct = vec![part.options[self.below(count)].clone()];
            }
            ItemType::Tf => {
                part.options = ids(2);
                part.key.correct = vec![part.options[self.below(2)].clone()];
            }
            ItemType::Multi => {
                let keys = row
                    .max_correct
                    .unwrap_or(2)
                    .min(count as u32 - 1)
                    .clamp(1, 2) as usize;
                let first = self.below(count);
                part.options = ids(count);
                part.key.correct = (0..keys)
                    .map(|i| part.options[(first + i) % count].clone())
                    .collect();
                part.key.correct.sort();
            }
            ItemType::Match => {
                part.options = ids(2);
                part.targets = (1..=4).map(|n| n.to_string()).collect();
                let shift = self.below(4);
                let pair = |(i, left): (usize, &String)| Pair {
                    left: left.clone(),
                    right: part.targets[(i + shift) % 4].clone(),
                };
                part.key.pairs = part.options.iter().enumerate().map(pair).collect();
            }
            ItemType::Order => {
                part.options = ids(count);
                let mut order = part.options.clone();
                order.rotate_left(1 + self.below(count - 1));
                part.key.order = order;
            }
            ItemType::Sa => {
                let value = self.below(1000).to_string();
                part.key.number = Some(NumericKey {
                    value,
                    tolerance: None,
                    units: Vec::new(),
                    unit_required: false,
                });
            }
            ItemType::Ea | ItemType::Speak | ItemType::Practical | ItemType::Question => {}
        }
        part
    }

    fn scheme_kind(&self, row: &ResolvedRow, item_type: ItemType) -> SchemeKind {
        let rule = self
            .component
            .mark_scheme_rule
            .as_ref()
            .map(|rule| rule.style);
        let open = if item_type.is_closed() {
            SchemeKind::Key
        } else {
            SchemeKind::Analytic
        };
        row.mark_scheme.or(rule).unwrap_or(open)
    }

    fn scheme(&self, kind: SchemeKind, row: &ResolvedRow, points: Points) -> MarkScheme {
        let mut scheme = MarkScheme {
            kind,
            rule: row.partial.unwrap_or(PartialRule::AllOrNothing),
            descriptors: Vec::new(),
            bands: Vec::new(),
        };
        let rule = self
            .component
            .mark_scheme_rule
            .as_ref()
            .and_then(|rule| rule.points_per_descriptor);
        match kind {
            SchemeKind::Key => {}
            SchemeKind::Analytic => scheme.descriptors = descriptors(points, rule),
            SchemeKind::Banded => scheme.bands = bands(points),
        }
        scheme
    }
}

/// Descriptors of `each` points (1 by custom) and one for the rest.
fn descriptors(points: Points, each: Option<Points>) -> Vec<Descriptor> {
    let each = each.unwrap_or(Points::whole(1)).0.max(1);
    let mut rest = points.0;
    let mut descriptors = Vec::new();
    while rest > 0 {
        let points = crate::bank::Hundredths(rest.min(each));
        let id = format!("d{}", descriptors.len() + 1);
        descriptors.push(Descriptor {
            id,
            points,
            criterion: None,
            objective: None,
        });
        rest -= each;
    }
    descriptors
}

/// Two contiguous bands of whole points from 0.
fn bands(points: Points) -> Vec<Band> {
    let top = points.0 / 100;
    let middle = top / 2;
    let band = |id: &str, min, max| Band {
        id: id.to_owned(),
        min: Points::whole(min),
        max: Points::whole(max),
    };
    match top {
        0 => vec![band("b1", 0, 0)],
        _ => vec![band("b1", 0, middle), band("b2", middle + 1, top)],
    }
}

fn option_id(index: usize) -> String {
    char::from(b'a' + u8::try_from(index % 26).unwrap_or(0)).to_string()
}

/// A sentence that says what the text is.
fn said(language: &Language, what: &str, code: &str) -> String {
    match (language.as_str(), what) {
        ("kk", "stimulus") => format!("Құрылымды сынауға арналған мәтін {code}, мазмұны жоқ."),
        ("ru", "stimulus") => format!("Текст {code} для проверки структуры, без содержания."),
        ("kk", _) => format!("Құрылымды сынауға арналған тапсырма {code}, мазмұны жоқ."),
        ("ru", _) => format!("Задание {code} для проверки структуры, без содержания."),
        (_, "stimulus") => format!("Generated text {code} for structural trials, without content."),
        _ => format!("Generated task {code} for structural trials, without content."),
    }
}

fn texts(language: &Language, code: &str, part: &Part) -> ItemTexts {
    let named = |ids: &[String]| -> BTreeMap<String, String> {
        ids.iter()
            .map(|id| (id.clone(), format!("{code} {id}")))
            .collect()
    };
    let descriptors: Vec<String> = part
        .scheme
        .descriptors
        .iter()
        .map(|d| d.id.clone())
        .collect();
    let bands: Vec<String> = part
        .scheme
        .bands
        .iter()
        .map(|band| band.id.clone())
        .collect();
    let texts = PartTexts {
        options: named(&part.options),
        targets: named(&part.targets),
        descriptors: named(&descriptors),
        bands: named(&bands),
        ..PartTexts::default()
    };
    ItemTexts {
        stem: said(language, "task", code),
        parts: BTreeMap::from([(part.id.clone(), texts)]),
        ..ItemTexts::default()
    }
}
