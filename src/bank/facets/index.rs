//! Versions as counting needs them: every text is a number, every value of every facet is one number, and so
//! is every set of values. Many versions say the same of themselves, so most of what is read or counted is
//! looked up and not worked out again.

use std::collections::{BTreeSet, HashMap};

use super::Facet;

/// What counting needs of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetItem {
    /// Id.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Organisation it belongs to.
    pub owner: String,
    /// Who made the item.
    pub created_by: String,
    /// Its versions.
    pub versions: Vec<FacetVersion>,
}

/// What counting needs of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetVersion {
    /// Number.
    pub number: i32,
    /// True for the newest of its item.
    pub latest: bool,
    /// Author of the version.
    pub author: String,
    /// Stimulus code; '' for none.
    pub stimulus: String,
    /// Clone family; '' for none.
    pub family: String,
    /// When it last changed, in microseconds.
    pub changed: i64,
    /// What it is, in a text that the reader of the index understands: the same text is the same values.
    pub said: String,
}

/// An item in the index.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// Id.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Owner, as a number of the index.
    pub owner: u32,
    /// Maker, as a number of the index.
    pub created_by: u32,
    /// Versions.
    pub versions: Vec<IndexedVersion>,
}

/// A version in the index.
#[derive(Clone, Debug)]
pub struct IndexedVersion {
    /// Number.
    pub number: i32,
    /// True for the newest of its item.
    pub latest: bool,
    /// Author, as a number of the index.
    pub author: u32,
    /// Stimulus, as a number of the index.
    pub stimulus: u32,
    /// Family, as a number of the index.
    pub family: u32,
    /// When it last changed, in microseconds.
    pub changed: i64,
    /// Its values, as the number of a set.
    pub set: u32,
}

/// The versions of a bank, ready to be counted.
#[derive(Clone, Debug, Default)]
pub struct FacetIndex {
    items: Vec<Indexed>,
    places: HashMap<String, usize>,
    words: HashMap<String, u32>,
    owners: BTreeSet<String>,
    values: Vec<(Facet, String)>,
    numbers: HashMap<(Facet, String), u32>,
    sets: Vec<Box<[u32]>>,
    said: HashMap<String, u32>,
}

/// What a version is by what it says: facet and value, several of a facet where it has several.
pub type Reading = fn(&str) -> Vec<(Facet, String)>;

impl FacetIndex {
    /// Puts an item in, in the place of what was known of it. An item without versions is gone.
    pub fn put(&mut self, item: &FacetItem, reading: Reading) {
        if !self.owners.contains(&item.owner) {
            self.owners.insert(item.owner.clone());
        }
        let versions = item
            .versions
            .iter()
            .map(|version| self.version(version, reading))
            .collect();
        let indexed = Indexed {
            id: item.id.clone(),
            code: item.code.clone(),
            owner: self.word(&item.owner),
            created_by: self.word(&item.created_by),
            versions,
        };
        match self.places.get(&item.id) {
            Some(place) => self.items[*place] = indexed,
            None => {
                self.places.insert(item.id.clone(), self.items.len());
                self.items.push(indexed);
            }
        }
    }

    /// Takes an item out.
    pub fn take(&mut self, id: &str) {
        if let Some(place) = self.places.get(id) {
            self.items[*place].versions.clear();
        }
    }

    /// Every item.
    pub fn items(&self) -> &[Indexed] {
        &self.items
    }

    /// The item with this id, if it ever had versions.
    pub fn item(&self, id: &str) -> Option<&Indexed> {
        self.places.get(id).map(|place| &self.items[*place])
    }

    /// Number of a text that some item has as owner, author, stimulus or family.
    pub fn number_of(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// Number of a value of a facet that some version has.
    pub fn value(&self, facet: Facet, value: &str) -> Option<u32> {
        self.numbers.get(&(facet, value.to_owned())).copied()
    }

    /// Every value of every facet, by number.
    pub fn values(&self) -> &[(Facet, String)] {
        &self.values
    }

    /// Organisations that own an item.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        self.owners.iter().map(String::as_str)
    }

    /// Every set of values that some version had, by number; values as numbers of the index, in order.
    pub fn sets(&self) -> &[Box<[u32]>] {
        &self.sets
    }

    fn set(&mut self, said: &str, reading: Reading) -> u32 {
        if let Some(number) = self.said.get(said) {
            return *number;
        }
        let mut values: Vec<u32> = reading(said).iter().map(|v| self.number(v)).collect();
        values.sort_unstable();
        values.dedup();
        let number = next(self.sets.len());
        self.sets.push(values.into());
        self.said.insert(said.to_owned(), number);
        number
    }

    fn version(&mut self, version: &FacetVersion, reading: Reading) -> IndexedVersion {
        IndexedVersion {
            number: version.number,
            latest: version.latest,
            author: self.word(&version.author),
            stimulus: self.word(&version.stimulus),
            family: self.word(&version.family),
            changed: version.changed,
            set: self.set(&version.said, reading),
        }
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = next(self.words.len());
        self.words.insert(word.to_owned(), number);
        number
    }

    fn number(&mut self, value: &(Facet, String)) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = next(self.values.len());
        self.values.push(value.clone());
        self.numbers.insert(value.clone(), number);
        number
    }
}

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
