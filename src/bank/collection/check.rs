//! Whether items may stand in a collection, and whether a collection may be published: every reason at once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::phase::Phase;
use super::super::{Access, Difficulty, ItemType, Language, Purpose};
use super::CollectionKind;
use crate::language::finding::Finding;

/// The state in which a version that is no longer used in tests belongs to everybody.
pub const RELEASED: &str = "released";

/// What a collection says of itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// What it is.
    pub kind: CollectionKind,
    /// Its subject; none where it has none (questionnaires).
    pub subject: Option<String>,
    /// Lowest and highest grade.
    pub grades: (u8, u8),
    /// Languages in which every item has to be; none asks for at least one that all have.
    pub languages: Vec<Language>,
    /// True when it names a licence for items that have none of their own.
    pub has_licence: bool,
}

/// An item of a collection as far as it decides whether it may stand there.
#[derive(Clone, Debug)]
pub struct Member {
    /// The item as the caller named it; another of the same name is the same item.
    pub item: String,
    /// What is known of it; none where there is no such item, or none that the caller may see.
    pub facts: Option<Facts>,
}

/// What is known of an item.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Human code.
    pub code: String,
    /// False when whoever puts it into the collection may not publish for its owner.
    pub may_publish: bool,
    /// Who may see it.
    pub access: Access,
    /// Phase of the version.
    pub phase: Phase,
    /// Workflow state of the version.
    pub state: String,
    /// Types of its parts.
    pub types: BTreeSet<ItemType>,
    /// What it is for.
    pub purpose: Purpose,
    /// Subject.
    pub subject: String,
    /// Lowest and highest grade.
    pub grades: (u8, u8),
    /// Level in the collection: the one given, or the author's.
    pub level: Option<Difficulty>,
    /// Languages in which its texts are current.
    pub languages: BTreeSet<Language>,
    /// True when it names a licence.
    pub has_licence: bool,
    /// The stimulus it hangs on, when secure items hang on it, too.
    pub secret_stimulus: Option<String>,
}

/// Everything that keeps items out of a collection; pointers are `/items/N`.
pub fn check_members(head: &Head, members: &[Member]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, member) in members.iter().enumerate() {
        let at = format!("/items/{n}");
        if seen.insert(&member.item, n).is_some() {
            let twice = Finding::error("collection_item_twice", at.as_str());
            findings.push(twice.with("item", member.item.as_str()));
            continue;
        }
        match &member.facts {
            None => {
                let unknown = Finding::error("collection_item_unknown", at);
                findings.push(unknown.with("item", member.item.as_str()));
            }
            Some(facts) => findings.extend(check_member(head, facts, &at)),
        }
    }
    findings
}

fn check_member(head: &Head, facts: &Facts, at: &str) -> Vec<Finding> {
    let error = |code| Finding::error(code, at).with("item", facts.code.as_str());
    let mut findings = Vec::new();
    if !facts.may_publish {
        findings.push(error("collection_item_foreign"));
    }
    if facts.access != Access::Open {
        findings.push(error("collection_item_not_open").with("access", facts.access.as_str()));
    }
    let is_released = facts.phase == Phase::Closed && facts.state == RELEASED;
    if facts.phase != Phase::Live && !is_released {
        let told = error("collection_item_not_released").with("phase", facts.phase.as_str());
        findings.push(told.with("state", facts.state.as_str()));
    }
    if let Some(stimulus) = &facts.secret_stimulus {
        let secret = error("collection_stimulus_secure");
        findings.push(secret.with("stimulus", stimulus.as_str()));
    }
    findings.extend(unlike_kind(head.kind, facts, &error));
    findings.extend(outside(head, facts, &error));
    if !facts.has_licence && !head.has_licence {
        findings.push(error("collection_item_licence"));
    }
    findings
}

type Error<'a> = dyn Fn(&'static str) -> Finding + 'a;

/// What an item has that the kind of the collection forbids.
fn unlike_kind(kind: CollectionKind, facts: &Facts, error: &Error<'_>) -> Vec<Finding> {
    let questions = facts.types.contains(&ItemType::Question);
    let only_questions = questions && facts.types.len() == 1;
    match kind {
        CollectionKind::Questionnaire if !only_questions => {
            vec![error("collection_item_scored")]
        }
        CollectionKind::Questionnaire => Vec::new(),
        _ if questions => vec![error("collection_item_unscored")],
        CollectionKind::Formative if facts.purpose == Purpose::Summative => {
            vec![error("collection_item_summative")]
        }
        CollectionKind::LevelSet if facts.level.is_none() => {
            vec![error("collection_item_level")]
        }
        _ => Vec::new(),
    }
}

/// Subject, grades and languages.
fn outside(head: &Head, facts: &Facts, error: &Error<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(subject) = head.subject.as_deref().filter(|s| *s != facts.subject) {
        let other = error("collection_item_subject").with("subject", facts.subject.as_str());
        findings.push(other.with("expected", subject));
    }
    let (lowest, highest) = facts.grades;
    if lowest > head.grades.1 || highest < head.grades.0 {
        let other = error("collection_item_grade").with("grades", span(facts.grades));
        findings.push(other.with("expected", span(head.grades)));
    }
    let missing = head
        .languages
        .iter()
        .filter(|l| !facts.languages.contains(*l));
    let missing: Vec<&str> = missing.map(Language::as_str).collect();
    if !missing.is_empty() {
        findings.push(error("collection_item_language").with("languages", missing.join(", ")));
    }
    findings
}

fn span((lowest, highest): (u8, u8)) -> String {
    match lowest == highest {
        true => lowest.to_string(),
        false => format!("{lowest}–{highest}"),
    }
}

/// The languages in which a collection comes: those it names, or those that all its items have.
pub fn common_languages(head: &Head, members: &[Member]) -> BTreeSet<Language> {
    if !head.languages.is_empty() {
        return head.languages.iter().cloned().collect();
    }
    let of_items = members.iter().filter_map(|member| member.facts.as_ref());
    let sets = of_items.map(|facts| facts.languages.clone());
    sets.reduce(|all, one| &all & &one).unwrap_or_default()
}

/// Everything that keeps a collection from being published, its items included.
pub fn check_collection(head: &Head, members: &[Member]) -> Vec<Finding> {
    let mut findings = check_members(head, members);
    if members.is_empty() {
        findings.push(Finding::error("collection_empty", "/items"));
    } else if common_languages(head, members).is_empty() {
        findings.push(Finding::error("collection_no_language", "/languages"));
    }
    if head.kind == CollectionKind::LevelSet && !members.is_empty() {
        let facts = members.iter().filter_map(|member| member.facts.as_ref());
        let there: BTreeSet<Difficulty> = facts.filter_map(|facts| facts.level).collect();
        let absent = Difficulty::ALL.iter().filter(|l| !there.contains(l));
        let absent: Vec<&str> = absent.map(|level| level.as_str()).collect();
        if !absent.is_empty() {
            let finding = Finding::error("collection_levels_absent", "/items");
            findings.push(finding.with("levels", absent.join(", ")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> Language {
        code.parse().expect("a language")
    }

    fn head(kind: CollectionKind) -> Head {
        Head {
            kind,
            subject: Some("mathematics".into()),
            grades: (6, 6),
            languages: Vec::new(),
            has_licence: true,
        }
    }

    fn facts(code: &str) -> Facts {
        Facts {
            code: code.into(),
            may_publish: true,
            access: Access::Open,
            phase: Phase::Live,
            state: "live".into(),
            types: [ItemType::Mcq].into(),
            purpose: Purpose::Both,
            subject: "mathematics".into(),
            grades: (6, 7),
            level: Some(Difficulty::A),
            languages: [language("kk"), language("ru")].into(),
            has_licence: false,
            secret_stimulus: None,
        }
    }

    fn member(facts: Facts) -> Member {
        Member {
            item: facts.code.clone(),
            facts: Some(facts),
        }
    }

    fn codes(findings: &[Finding]) -> Vec<String> {
        let told = findings.iter();
        told.map(|f| format!("{} {}", f.code, f.pointer)).collect()
    }

    #[test]
    fn an_open_item_in_use_and_a_released_one_may_stand_in_a_collection() {
        let released = Facts {
            phase: Phase::Closed,
            state: RELEASED.into(),
            ..facts("b")
        };
        let members = [member(facts("a")), member(released)];
        let found = check_collection(&head(CollectionKind::Formative), &members);
        assert_eq!(codes(&found), [""; 0]);
    }

    #[test]
    fn every_reason_against_every_item_is_told_at_once() {
        let wrong = Facts {
            may_publish: false,
            access: Access::Restricted,
            phase: Phase::Draft,
            purpose: Purpose::Summative,
            subject: "physics".into(),
            grades: (8, 9),
            languages: [language("kk")].into(),
            secret_stimulus: Some("s-1".into()),
            ..facts("a")
        };
        let retired = Facts {
            phase: Phase::Closed,
            state: "retired".into(),
            types: [ItemType::Question].into(),
            ..facts("c")
        };
        let head = Head {
            languages: vec![language("ru")],
            has_licence: false,
            ..head(CollectionKind::Formative)
        };
        let unknown = Member {
            item: "b".into(),
            facts: None,
        };
        let twice = unknown.clone();
        let found = check_members(&head, &[member(wrong), unknown, twice, member(retired)]);
        assert_eq!(
            codes(&found),
            [
                "collection_item_foreign /items/0",
                "collection_item_not_open /items/0",
                "collection_item_not_released /items/0",
                "collection_stimulus_secure /items/0",
                "collection_item_summative /items/0",
                "collection_item_subject /items/0",
                "collection_item_grade /items/0",
                "collection_item_language /items/0",
                "collection_item_licence /items/0",
                "collection_item_unknown /items/1",
                "collection_item_twice /items/2",
                "collection_item_not_released /items/3",
                "collection_item_unscored /items/3",
                "collection_item_licence /items/3",
            ]
        );
    }

    #[test]
    fn a_level_set_needs_every_level_and_a_questionnaire_nothing_but_questions() {
        let level = |code: &str, level| Facts {
            level,
            ..facts(code)
        };
        let members = [
            member(level("a", Some(Difficulty::A))),
            member(level("b", None)),
        ];
        let found = check_collection(&head(CollectionKind::LevelSet), &members);
        assert_eq!(
            codes(&found),
            [
                "collection_item_level /items/1",
                "collection_levels_absent /items"
            ]
        );
        assert_eq!(found[1].args["levels"], "B, C");
        let head = head(CollectionKind::Questionnaire);
        let question = Facts {
            types: [ItemType::Question].into(),
            level: None,
            ..facts("q")
        };
        assert!(check_collection(&head, &[member(question.clone())]).is_empty());
        let mixed = Facts {
            types: [ItemType::Question, ItemType::Mcq].into(),
            ..question
        };
        let found = check_collection(&head, &[member(mixed)]);
        assert_eq!(codes(&found), ["collection_item_scored /items/0"]);
    }

    #[test]
    fn a_collection_comes_in_the_languages_that_all_its_items_have() {
        let only = |code: &str, l: &str| Facts {
            languages: [language(l)].into(),
            ..facts(code)
        };
        let head = head(CollectionKind::Sample);
        let members = [member(facts("a")), member(only("b", "ru"))];
        assert_eq!(common_languages(&head, &members), [language("ru")].into());
        let apart = [member(only("a", "kk")), member(only("b", "ru"))];
        let found = check_collection(&head, &apart);
        assert_eq!(codes(&found), ["collection_no_language /languages"]);
        let found = check_collection(&head, &[]);
        assert_eq!(codes(&found), ["collection_empty /items"]);
    }
}
