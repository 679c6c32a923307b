//! The prints of the bank in memory, a kilobyte or two each, and how they follow the database.
//!
//! They are read once; before every answer the items that changed since are read again. A print is stored
//! beside its texts, so that a start reads prints and not texts; what had to be made anew the first worker
//! stores in passing ([`SimilarBank::keep_ready`]). Of an item the newest version that was handed in
//! counts, and a draft only where there is no such version.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Answer, Services};
use crate::bank::content::ItemContent;
use crate::bank::quality::SimilarityPolicy;
use crate::bank::similarity::{Entry, Index, Match, Print, VERSION, mark_of};
use crate::bank::texts::ItemTexts;
use crate::store::item_prints::{self as rows, HeadRow, PrintRow, TextHead};
use crate::store::{AnyConnection, failure, item_index, quality};

/// Items of one query.
const CHUNK: usize = 500;

/// So many items that changed are kept apart; with more everything is put in order anew.
const MOST_APART: usize = 400;

/// So many of them are put in order at every question; with more all that are apart are. Whoever hands in
/// one item after the other would wait for the prints of four hundred every time.
const MOST_FRESH: usize = 16;

/// Matches of one text at most.
const MOST_MATCHES: usize = 50;

/// The prints in memory.
#[derive(Debug, Default)]
pub(super) struct SimilarBank {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Everything as it was when it was put in order last.
    base: Option<Index>,
    /// Items that changed since; those of them in `base` count no more.
    apart: BTreeMap<String, Vec<Entry>>,
    /// `apart` as it was when it was put in order last.
    middle: Option<Index>,
    /// Items that changed since then; those of them in `middle` count no more.
    fresh: BTreeSet<String>,
    /// The entries of `fresh`.
    recent: Option<Index>,
    facts: HashMap<String, Facts>,
    /// From which change on to look again; none before the first time.
    mark: Option<i64>,
    /// Changes at the mark and later that were read already.
    seen: HashMap<String, i64>,
    /// Made anew and not stored yet, by item and language.
    unsaved: BTreeMap<(String, String), PrintRow>,
}

/// What is known of an item besides its prints.
#[derive(Clone, Debug)]
struct Facts {
    subject: String,
    owner_org: String,
    is_draft: bool,
}

/// An entry of a bank-wide comparison.
pub(super) struct Compared {
    /// The texts.
    pub(super) entry: Entry,
    /// Subject of the version.
    pub(super) subject: String,
    /// Owner of the item.
    pub(super) owner_org: String,
}

impl SimilarBank {
    /// The items that are like a text, the most alike first, drafts of others left out. Call it before
    /// anything of an item is written in the unit: what is read here is kept.
    pub(super) fn matches(
        &self,
        c: &mut AnyConnection,
        entry: &Entry,
        policy: &SimilarityPolicy,
    ) -> Answer<Vec<Match>> {
        let mut state = self.up_to_date(c, policy)?;
        let mut found = Vec::new();
        let near = policy.thresholds.near_from;
        let State {
            base,
            middle,
            recent,
            ..
        } = &mut *state;
        for index in [base, middle, recent].into_iter().flatten() {
            index.ask_by(policy);
        }
        let ask = |index: &Option<Index>, counts: &dyn Fn(&Match) -> bool| {
            let all = index.iter();
            let all = all.flat_map(|i| i.matches(entry, &policy.weights, near, usize::MAX));
            all.filter(|m| counts(m)).collect::<Vec<Match>>()
        };
        found.extend(ask(&state.base, &|m| !state.apart.contains_key(&m.item)));
        found.extend(ask(&state.middle, &|m| !state.fresh.contains(&m.item)));
        found.extend(ask(&state.recent, &|_| true));
        found.retain(|m| state.facts.get(&m.item).is_some_and(|f| !f.is_draft));
        found.sort_by(|a, b| (b.score.total, &a.item).cmp(&(a.score.total, &b.item)));
        found.truncate(MOST_MATCHES);
        Ok(found)
    }

    /// Every text of the bank, drafts too.
    pub(super) fn all(
        &self,
        c: &mut AnyConnection,
        policy: &SimilarityPolicy,
    ) -> Answer<Vec<Compared>> {
        let state = self.up_to_date(c, policy)?;
        let entries = state.entries();
        let compared = entries.into_iter().filter_map(|entry| {
            let facts = state.facts.get(&entry.item)?.clone();
            Some(Compared {
                entry,
                subject: facts.subject,
                owner_org: facts.owner_org,
            })
        });
        Ok(compared.collect())
    }

    /// Stores the prints that had to be made. Nothing is done where no organisation asks for them.
    pub(super) fn keep_ready(&self, services: &Services) -> Answer<()> {
        let unsaved = services.read(|c| {
            if !quality::is_some_chosen(c)? {
                return Ok(Vec::new());
            }
            let mut state = self.lock();
            state.follow(c)?;
            let unsaved = std::mem::take(&mut state.unsaved);
            Ok(unsaved.into_values().collect::<Vec<_>>())
        })?;
        // A few at a time: others write meanwhile.
        for chunk in unsaved.chunks(CHUNK) {
            services.db.write(|c| Answer::Ok(rows::keep(c, chunk)?))?;
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever waits here holds a connection already, and so does whoever is waited for.
    fn up_to_date(
        &self,
        c: &mut AnyConnection,
        policy: &SimilarityPolicy,
    ) -> Answer<MutexGuard<'_, State>> {
        let mut state = self.lock();
        state.follow(c)?;
        state.put_in_order(policy);
        Ok(state)
    }
}

impl State {
    /// Reads what changed since; everything the first time.
    fn follow(&mut self, c: &mut AnyConnection) -> Answer<()> {
        // The mark before the rows: what is committed in between is read now and once more later.
        let mark = item_index::mark(c)?;
        let Some(before) = self.mark else {
            let mut after = String::new();
            loop {
                let ids = rows::ids_after(c, &after, CHUNK as i64)?;
                let Some(last) = ids.last() else { break };
                after.clone_from(last);
                self.read(c, &ids)?;
            }
            self.mark = Some(mark);
            return Ok(());
        };
        let found = item_index::changed_since(c, before, i64::MAX)?;
        let is_new = |(id, number): &&(String, i64)| self.seen.get(id) != Some(number);
        let changed: Vec<String> = found
            .iter()
            .filter(is_new)
            .map(|(id, _)| id.clone())
            .collect();
        for chunk in changed.chunks(CHUNK) {
            self.read(c, chunk)?;
        }
        self.seen = found.into_iter().collect();
        self.mark = Some(mark);
        Ok(())
    }

    /// Reads these items as they are now.
    fn read(&mut self, c: &mut AnyConnection, ids: &[String]) -> Answer<()> {
        let heads = counting(rows::heads(c, ids)?);
        let texts = newest(rows::text_heads(c, ids)?, &heads);
        let stored: HashMap<(String, String), PrintRow> = rows::prints(c, ids)?
            .into_iter()
            .map(|row| ((row.item_id.clone(), row.language.clone()), row))
            .collect();
        let mut made = Vec::new();
        let mut prints: Vec<(TextHead, Print)> = Vec::new();
        for text in texts {
            let made_of = made_of(&heads[&text.item_id], &text);
            let kept = stored.get(&(text.item_id.clone(), text.language.clone()));
            let kept = kept.filter(|row| row.made_of == made_of);
            match kept.and_then(|row| Print::from_bytes(&row.print)) {
                Some(print) => prints.push((text, print)),
                None => made.push((text, made_of)),
            }
        }
        for (text, print, row) in make(c, made)? {
            prints.push((text, print));
            let key = (row.item_id.clone(), row.language.clone());
            self.unsaved.insert(key, row);
        }
        self.put(ids, &heads, prints);
        Ok(())
    }

    fn put(
        &mut self,
        ids: &[String],
        heads: &HashMap<String, HeadRow>,
        prints: Vec<(TextHead, Print)>,
    ) {
        for id in ids {
            self.facts.remove(id);
            self.apart.insert(id.clone(), Vec::new());
            self.fresh.insert(id.clone());
        }
        for (id, head) in heads {
            let facts = Facts {
                subject: head.subject.clone(),
                owner_org: head.owner_org.clone(),
                is_draft: head.phase == "draft",
            };
            self.facts.insert(id.clone(), facts);
        }
        for (text, print) in prints {
            let head = &heads[&text.item_id];
            let Ok(language) = text.language.parse() else {
                continue;
            };
            let entry = Entry {
                item: text.item_id.clone(),
                language,
                family: family_of(&head.owner_org, &head.family),
                print,
            };
            self.apart.entry(text.item_id).or_default().push(entry);
        }
        self.recent = None;
    }

    fn entries(&self) -> Vec<Entry> {
        let base = self.base.iter().flat_map(|base| base.entries().iter());
        let base = base.filter(|entry| !self.apart.contains_key(&entry.item));
        base.chain(self.apart.values().flatten()).cloned().collect()
    }

    fn put_in_order(&mut self, policy: &SimilarityPolicy) {
        if self.apart.len() > MOST_APART {
            self.base = Some(Index::new(self.entries(), policy));
            self.apart.clear();
            self.middle = None;
            self.forget_fresh();
        }
        if self.fresh.len() > MOST_FRESH {
            let entries = self.apart.values().flatten().cloned();
            self.middle = Some(Index::new(entries, policy));
            self.forget_fresh();
        }
        if self.recent.is_none() && !self.fresh.is_empty() {
            let fresh = self.fresh.iter().filter_map(|id| self.apart.get(id));
            self.recent = Some(Index::new(fresh.flatten().cloned(), policy));
        }
    }

    fn forget_fresh(&mut self) {
        self.fresh.clear();
        self.recent = None;
    }
}

/// The name of a clone family for comparing: two owners may call different families the same.
pub(super) fn family_of(owner_org: &str, family: &str) -> Option<String> {
    (!family.is_empty()).then(|| format!("{owner_org}/{family}"))
}

/// Of each item the version that counts.
fn counting(heads: Vec<HeadRow>) -> HashMap<String, HeadRow> {
    let mut chosen: HashMap<String, HeadRow> = HashMap::new();
    for head in heads {
        let held = chosen.get(&head.item_id);
        // By number: a later one that was handed in takes the place of an earlier one, a draft does not.
        if head.phase != "draft" || held.is_none() {
            chosen.insert(head.item_id.clone(), head);
        }
    }
    chosen
}

/// The newest revision of each language of the versions that count.
fn newest(texts: Vec<TextHead>, heads: &HashMap<String, HeadRow>) -> Vec<TextHead> {
    let mut found: Vec<TextHead> = Vec::new();
    for text in texts {
        if heads.get(&text.item_id).map(|head| head.number) != Some(text.number) {
            continue;
        }
        if found
            .last()
            .is_some_and(|l| (&l.item_id, &l.language) == (&text.item_id, &text.language))
        {
            found.pop();
        }
        found.push(text);
    }
    found
}

fn made_of(head: &HeadRow, text: &TextHead) -> String {
    let (number, revision) = (head.number, text.revision);
    let (content, texts) = (&head.content_hash, &text.texts_hash);
    format!("{VERSION} {number} {revision} {content} {texts}")
}

/// Makes prints of the texts themselves.
fn make(
    c: &mut AnyConnection,
    wanted: Vec<(TextHead, String)>,
) -> Answer<Vec<(TextHead, Print, PrintRow)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: HashSet<&str> = wanted
        .iter()
        .map(|(text, _)| text.item_id.as_str())
        .collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let contents: HashMap<(String, i32), String> = rows::contents(c, &ids)?
        .into_iter()
        .map(|(id, number, content)| ((id, number), content))
        .collect();
    let texts: HashMap<(String, i32, String, i32), String> = rows::texts(c, &ids)?
        .into_iter()
        .map(|(id, number, language, revision, texts)| ((id, number, language, revision), texts))
        .collect();
    let mut made = Vec::new();
    for (text, made_of) in wanted {
        let key = (text.item_id.clone(), text.number);
        let said = (key.0.clone(), key.1, text.language.clone(), text.revision);
        let (Some(content), Some(said)) = (contents.get(&key), texts.get(&said)) else {
            continue;
        };
        let (Ok(language), content, said) = (
            text.language.parse(),
            failure::read_json::<ItemContent>(content)?,
            failure::read_json::<ItemTexts>(said)?,
        ) else {
            continue;
        };
        let print = Print::of(&content, &said, mark_of(&language));
        let row = PrintRow {
            item_id: text.item_id.clone(),
            language: text.language.clone(),
            made_of,
            print: print.to_bytes(),
        };
        made.push((text, print, row));
    }
    Ok(made)
}
