//! Sheets of a questionnaire: checked, counted and forgotten. Of a sheet nothing is kept but that each
//! chosen option was chosen once more; who filled it in is not asked, and its answers cannot be put together
//! again. Counts are told once the round is closed, so that nobody reads a sheet from two of them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::collection_editions::EditionDocument;
use super::questionnaires::{closed, groups_of, seen, sheets_of};
use super::{Answer, Call, Refusal, Services};
use crate::bank::content::Part;
use crate::bank::file::BankFile;
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Language};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::questionnaire::{AskedGroup, AskedQuestion, GroupResult, Tally, results};
use crate::scoring::response;
use crate::store::questionnaires::{self as rows, RoundRow};
use crate::store::{AnyConnection, collections, failure};

/// Sheets that came back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSheets {
    /// The sheets.
    #[schemars(length(min = 1))]
    pub rows: Vec<Sheet>,
    /// What becomes of right sheets beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One sheet, without a name.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The group; needed where several are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its answers; what was left empty is left out.
    pub answers: Vec<SheetAnswer>,
}

/// An answer to a question.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetAnswer {
    /// Position of the question in the questionnaire.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// Its part; needed where it has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The chosen option.
    pub choice: String,
}

/// What a round came to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QuestionnaireCounts {
    /// The round.
    pub round_id: String,
    /// Edition of the questionnaire.
    pub edition: i32,
    /// The questions as they were asked.
    pub questions: Vec<QuestionTexts>,
    /// Counts of each group and, of several, of all together at the end.
    pub groups: Vec<GroupResult>,
}

/// The words of a question.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QuestionTexts {
    /// Position in the questionnaire.
    pub position: u32,
    /// Part of the item.
    pub part: String,
    /// Code of the item.
    pub code: String,
    /// What is asked, by language.
    pub asked: BTreeMap<Language, String>,
    /// Option → its words by language.
    pub options: BTreeMap<String, BTreeMap<Language, String>>,
}

/// The questions of an edition.
struct Questions {
    items: Vec<ItemDocument>,
}

impl Questions {
    fn read(c: &mut AnyConnection, row: &RoundRow) -> Answer<Self> {
        let edition = collections::edition(c, &row.collection_id, row.edition)?;
        let edition = edition.ok_or_else(|| Refusal::Internal("a round has no edition".into()))?;
        let document: EditionDocument = failure::read_json(&edition.document)?;
        let file: BankFile = failure::read_json(&edition.file)?;
        debug_assert_eq!(document.items.len(), file.items.len());
        Ok(Self { items: file.items })
    }

    /// Every part with its position.
    fn parts(&self) -> impl Iterator<Item = (u32, &ItemDocument, &Part)> {
        let placed = (1u32..).zip(&self.items);
        placed.flat_map(|(n, item)| item.content.parts.iter().map(move |part| (n, item, part)))
    }

    /// The part an answer is to.
    fn part(&self, answer: &SheetAnswer) -> Option<&Part> {
        let mut there = self.parts().filter(|(n, _, _)| *n == answer.position);
        match &answer.part {
            Some(id) => there.find(|(_, _, part)| part.id == *id),
            None => there.next().filter(|_| there.next().is_none()),
        }
        .map(|(_, _, part)| part)
    }
}

/// Counts sheets of an open round.
pub fn record_questionnaire_sheets(
    services: &Services,
    call: &Call,
    id: &str,
    input: &RecordSheets,
) -> Answer<BulkAnswer> {
    services.write(call, "record_questionnaire_sheets", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let round = seen(unit.c, call, id, Permission::WriteResponses)?;
        if !rows::hold(unit.c, id)? {
            return Err(closed());
        }
        let groups = groups_of(&round)?;
        let questions = Questions::read(unit.c, &round)?;
        let mut returned = sheets_of(unit.c, id)?;
        let mut sheets: BTreeMap<String, i64> = BTreeMap::new();
        let mut tally = Tally::new();
        for (n, sheet) in input.rows.iter().enumerate() {
            let group = group_of(&groups, sheet, n, &mut checked);
            let answers = answers_of(&questions, sheet, n, &mut checked);
            let Some(group) = group.filter(|_| checked.right(n)) else {
                continue;
            };
            let count = returned.entry(group.id.clone()).or_default();
            if *count >= i64::from(group.invited) {
                let full = Finding::error("round_more_than_asked", "/group");
                let full = full.with("group", group.id.as_str());
                checked.contradict(n, full.with("invited", group.invited));
                continue;
            }
            *count += 1;
            *sheets.entry(group.id.clone()).or_default() += 1;
            for (position, part, choice) in answers {
                let key = (group.id.clone(), position, part, choice);
                *tally.entry(key).or_default() += 1;
            }
        }
        checked.settle(input.mode)?;
        for (group, count) in &sheets {
            rows::add_sheets(unit.c, id, group, *count)?;
        }
        rows::add_answers(unit.c, id, &tally)?;
        let detail = json!({"sheets": sheets.values().sum::<i64>()});
        unit.audit(&round.owner_org, "questionnaire_round", id, detail)?;
        Ok(checked.answer())
    })
}

/// The counts of a round that is closed.
pub fn read_questionnaire_counts(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<QuestionnaireCounts> {
    services.read(|c| {
        let round = seen(c, call, id, Permission::ReadResults)?;
        if round.state != "closed" {
            return Err(Refusal::conflict(Finding::error("round_open", "")));
        }
        let questions = Questions::read(c, &round)?;
        let asked: Vec<AskedQuestion> = questions.parts().map(asked_question).collect();
        let sheets = sheets_of(c, id)?.into_iter();
        let sheets = sheets.map(|(group, n)| (group, n.unsigned_abs())).collect();
        let least = u64::try_from(round.least).unwrap_or_default();
        let tally = rows::tally(c, id)?;
        Ok(QuestionnaireCounts {
            round_id: round.id.clone(),
            edition: round.edition,
            questions: questions.parts().map(texts).collect(),
            groups: results(&groups_of(&round)?, &sheets, &asked, &tally, least),
        })
    })
}

fn group_of<'a>(
    groups: &'a [AskedGroup],
    sheet: &Sheet,
    row: usize,
    checked: &mut Rows,
) -> Option<&'a AskedGroup> {
    let found = match &sheet.group {
        Some(id) => groups.iter().find(|group| group.id == *id),
        None => groups.first().filter(|_| groups.len() == 1),
    };
    if found.is_none() {
        let known: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
        let unknown = Finding::error("round_group_unknown", "/group");
        let unknown = unknown.with("group", sheet.group.as_deref().unwrap_or("none"));
        checked.find(row, unknown.with("known", known.join(", ")));
    }
    found
}

/// Position, part and option of every answer that fits its question.
fn answers_of(
    questions: &Questions,
    sheet: &Sheet,
    row: usize,
    checked: &mut Rows,
) -> Vec<(u32, String, String)> {
    let mut answered = BTreeSet::new();
    let mut answers = Vec::new();
    for (n, given) in sheet.answers.iter().enumerate() {
        let at = format!("/answers/{n}");
        let Some(part) = questions.part(given) else {
            let unknown = Finding::error("round_question_unknown", at);
            let unknown = unknown.with("position", given.position);
            let part = given.part.as_deref().unwrap_or("none");
            checked.find(row, unknown.with("part", part));
            continue;
        };
        if !answered.insert((given.position, part.id.as_str())) {
            let twice = Finding::error("round_answer_twice", at.as_str());
            checked.find(row, twice.with("position", given.position));
        }
        let answer = response::Answer {
            choice: Some(given.choice.clone()),
            ..response::Answer::default()
        };
        checked.find_all(row, &at, response::check(part, ItemType::Question, &answer));
        answers.push((given.position, part.id.clone(), given.choice.clone()));
    }
    answers
}

fn asked_question((position, _, part): (u32, &ItemDocument, &Part)) -> AskedQuestion {
    let values = part.values.iter();
    AskedQuestion {
        position,
        part: part.id.clone(),
        options: part.options.clone(),
        values: values.map(|v| (v.option.clone(), v.value)).collect(),
    }
}

fn texts((position, item, part): (u32, &ItemDocument, &Part)) -> QuestionTexts {
    let mut asked = BTreeMap::new();
    let mut options: BTreeMap<String, BTreeMap<Language, String>> = BTreeMap::new();
    for (language, texts) in &item.texts {
        let of_part = texts.parts.get(&part.id);
        let prompt = of_part.and_then(|part| part.prompt.as_deref());
        let words = [texts.stem.as_str(), prompt.unwrap_or_default()];
        let words = words.into_iter().filter(|words| !words.is_empty());
        asked.insert(language.clone(), words.collect::<Vec<_>>().join(" "));
        for (option, words) in of_part.iter().flat_map(|part| &part.options) {
            let of_option = options.entry(option.clone()).or_default();
            of_option.insert(language.clone(), words.clone());
        }
    }
    QuestionTexts {
        position,
        part: part.id.clone(),
        code: item.code.clone(),
        asked,
        options,
    }
}
