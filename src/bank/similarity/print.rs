//! What is kept of a variant to compare it.

use sha2::{Digest, Sha256};

use super::VERSION;
use super::tokens::{Token, add_shingles, hash, said_all, tokens, without_numbers};
use crate::bank::Language;
use crate::bank::content::{ItemContent, Part};
use crate::bank::reading::numerals::DecimalMark;
use crate::bank::texts::{ItemTexts, PartTexts};
use crate::document::hex;

/// Most shingles of one field; longer texts are compared by so many of them.
const MOST_SHINGLES: usize = u16::MAX as usize;

/// The text of a variant without its numbers, as a hash: equal templates differ in numbers only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Template(pub String);

/// What is kept of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Shingles of stem and prompts, sorted, each once.
    pub(super) stem: Vec<u32>,
    /// Shingles of options and right elements.
    pub(super) options: Vec<u32>,
    /// Shingles of what is right.
    pub(super) key: Vec<u32>,
    /// Each option that is right, whole.
    right: Vec<u32>,
    /// Each option that is not.
    wrong: Vec<u32>,
    /// Words of stem and options, for what is too short to be a family.
    pub(super) words: u16,
    /// Numbers of stem and options.
    pub(super) numbers: u16,
    template: Template,
}

/// How prints of a language read decimals, whatever policy: prints of all centres are compared.
pub fn mark_of(language: &Language) -> DecimalMark {
    match language.as_str() {
        "en" | "zh" | "ja" | "ko" => DecimalMark::Point,
        _ => DecimalMark::Comma,
    }
}

impl Print {
    /// The print of the texts of one language.
    pub fn of(content: &ItemContent, texts: &ItemTexts, mark: DecimalMark) -> Self {
        let reader = Reader { mark };
        let nothing = PartTexts::default();
        let mut print = Self {
            stem: Vec::new(),
            options: Vec::new(),
            key: Vec::new(),
            right: Vec::new(),
            wrong: Vec::new(),
            words: 0,
            numbers: 0,
            template: Template(String::new()),
        };
        let stem = reader.tokens(&texts.stem);
        let mut template = vec![without_numbers(&stem)];
        print.count(&stem);
        add_shingles(&stem, &mut print.stem);
        for part in &content.parts {
            let said = texts.parts.get(&part.id).unwrap_or(&nothing);
            let prompt = reader.tokens(said.prompt.as_deref().unwrap_or_default());
            template.push(without_numbers(&prompt));
            print.count(&prompt);
            add_shingles(&prompt, &mut print.stem);
            let mut choices = Vec::new();
            for (id, text) in said.options.iter().chain(&said.targets) {
                let choice = reader.tokens(text);
                choices.push(without_numbers(&choice));
                let whole = hash(b'c', said_all(&choice).as_bytes());
                match part.key.correct.contains(id) {
                    true => print.right.push(whole),
                    false => print.wrong.push(whole),
                }
                print.count(&choice);
                add_shingles(&choice, &mut print.options);
            }
            choices.sort();
            template.extend(choices);
            reader.add_key(part, said, &mut print.key);
        }
        for field in print.fields_mut() {
            field.sort_unstable();
            field.dedup();
            field.truncate(MOST_SHINGLES);
        }
        let digest = Sha256::digest(template.join("\n").as_bytes());
        print.template = Template(hex(&digest[..16]));
        print
    }

    /// The text without its numbers.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// True when enough is said to tell a family by it: numbers, and at least so many words.
    pub fn tells_a_family(&self, words_from: u32) -> bool {
        self.numbers > 0 && u32::from(self.words) >= words_from
    }

    /// True when what is right here is wrong there: each option that is right in one of them stands in the
    /// other, and is right in none of both.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let stands_wrong = |right: &[u32], wrong: &[u32]| {
            !right.is_empty() && right.iter().all(|option| wrong.contains(option))
        };
        let shared = self.right.iter().any(|option| other.right.contains(option));
        !shared
            && (stands_wrong(&self.right, &other.wrong) || stands_wrong(&other.right, &self.wrong))
    }

    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        self.stem.is_empty() && self.options.is_empty()
    }

    /// The print as bytes, to be stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.words.to_le_bytes());
        bytes.extend(self.numbers.to_le_bytes());
        bytes.extend(self.template.0.as_bytes());
        for field in [
            &self.stem,
            &self.options,
            &self.key,
            &self.right,
            &self.wrong,
        ] {
            bytes.extend((field.len() as u16).to_le_bytes());
            bytes.extend(field.iter().flat_map(|shingle| shingle.to_le_bytes()));
        }
        bytes
    }

    /// A stored print; `None` where it follows another rule ([`VERSION`]) or is damaged: make it again.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Bytes(bytes);
        if rest.take(1)? != [VERSION] {
            return None;
        }
        let (words, numbers) = (rest.number()?, rest.number()?);
        let template = String::from_utf8(rest.take(32)?.to_vec()).ok()?;
        let print = Self {
            words,
            numbers,
            template: Template(template),
            stem: rest.shingles()?,
            options: rest.shingles()?,
            key: rest.shingles()?,
            right: rest.shingles()?,
            wrong: rest.shingles()?,
        };
        rest.0.is_empty().then_some(print)
    }

    fn fields_mut(&mut self) -> [&mut Vec<u32>; 5] {
        [
            &mut self.stem,
            &mut self.options,
            &mut self.key,
            &mut self.right,
            &mut self.wrong,
        ]
    }

    fn count(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token {
                Token::Word(_) => self.words = self.words.saturating_add(1),
                Token::Number(_) => self.numbers = self.numbers.saturating_add(1),
                Token::Sign(_) => {}
            }
        }
    }
}

struct Reader {
    mark: DecimalMark,
}

impl Reader {
    fn tokens(&self, text: &str) -> Vec<Token> {
        tokens(text, self.mark)
    }

    /// What is right, by the texts and not by the ids: ids follow the order of the options.
    fn add_key(&self, part: &Part, said: &PartTexts, into: &mut Vec<u32>) {
        let text = |id: &str| {
            said.options
                .get(id)
                .or(said.targets.get(id))
                .map_or("", |t| t)
        };
        for id in &part.key.correct {
            add_shingles(&self.tokens(text(id)), into);
        }
        for pair in &part.key.pairs {
            let right = said.targets.get(&pair.right).map_or("", |t| t);
            self.add_link(b'p', text(&pair.left), right, into);
        }
        for pair in part.key.order.windows(2) {
            self.add_link(b'o', text(&pair[0]), text(&pair[1]), into);
        }
        for answer in part.key.accepted.iter().chain(&said.accepted) {
            add_shingles(&self.tokens(answer), into);
        }
        if let Some(number) = &part.key.number {
            add_shingles(&self.tokens(&number.value), into);
        }
    }

    fn add_link(&self, kind: u8, first: &str, second: &str, into: &mut Vec<u32>) {
        let said = |text| said_all(&self.tokens(text));
        let link = format!("{} → {}", said(first), said(second));
        into.push(hash(kind, link.as_bytes()));
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u16> {
        let bytes = self.take(2)?.try_into().ok()?;
        Some(u16::from_le_bytes(bytes))
    }

    fn shingles(&mut self) -> Option<Vec<u32>> {
        let length = usize::from(self.number()?);
        let bytes = self.take(length * 4)?;
        let shingle = |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        let shingles: Vec<u32> = bytes.chunks_exact(4).map(shingle).collect();
        shingles.is_sorted().then_some(shingles)
    }
}
