//! What a pupil who practises sees beside the tasks: which of them are open, the hint, and the worked
//! solution once the specification says so. Never of secure forms.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Place};
use super::level_locks::reached_by;
use super::sitting_access::sitting_for;
use super::sitting_form::SittingForm;
use super::{Answer, Call, Refusal, Services};
use crate::bank::{Difficulty, Language};
use crate::form::document::PinnedPosition;
use crate::form::material::PinnedItem;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::progression::LevelReached;
use crate::specification::document::{FormAccess, ShowRule, ShowWhen};
use crate::store::{StoreError, marks};

/// What a pupil who practises sees beside the tasks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Practice {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Levels in order, where the specification has a progression.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelReached>,
    /// Tasks in order.
    pub tasks: Vec<PracticeTask>,
}

/// A task of somebody who practises.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PracticeTask {
    /// Position in the form.
    pub position: u32,
    /// Its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Difficulty>,
    /// True when it may be answered.
    pub open: bool,
    /// True when every part of it is answered or marked.
    pub answered: bool,
    /// The hint, where the specification shows hints and the task is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The worked solution, where and when the specification shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// Which tasks are open to a candidate of a sitting, with the help that the specification shows.
pub fn read_practice(
    services: &Services,
    call: &Call,
    id: &str,
    candidate: &str,
) -> Answer<Practice> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::WriteResponses)?;
        let language: Language = sitting.language.parse().map_err(StoreError::Corrupt)?;
        let is_closed = sitting.state == "closed";
        let mut answered: BTreeSet<Place> = marks::responses_of(c, sitting.sitting_no)?
            .into_iter()
            .map(|row| (row.attempt_no, row.position, row.part))
            .collect();
        let board = Board::read(c, sitting)?;
        refuse_without_practice(&board.form)?;
        let attempt_no = board
            .attempt_of(candidate)
            .ok_or(Refusal::not_found("candidate"))?;
        let marked = board.current_marks();
        answered.extend(marked.map(|mark| (mark.attempt_no, mark.position, mark.part.clone())));
        let specification = &board.form.specification;
        let levels = match &specification.progression {
            Some(progression) => reached_by(&board, progression, attempt_no),
            None => Vec::new(),
        };
        let show = specification.show.clone().unwrap_or_default();
        let seen = Seen {
            levels: &levels,
            show: &show,
            is_closed,
            language: &language,
        };
        let is_answered = |at: &PinnedPosition, item: &PinnedItem| {
            let position = i32::try_from(at.position).unwrap_or(i32::MAX);
            let place = |id: &String| (attempt_no, position, id.clone());
            let mut parts = item.content.parts.iter();
            parts.all(|part| answered.contains(&place(&part.id)))
        };
        let tasks = board
            .form
            .tasks()
            .map(|(at, item)| seen.task(at.position, item, is_answered(at, item)))
            .collect();
        Ok(Practice {
            sitting_id: board.sitting.id.clone(),
            candidate: candidate.to_owned(),
            levels,
            tasks,
        })
    })
}

/// Refuses where pupils see nothing beside the tasks.
fn refuse_without_practice(form: &SittingForm) -> Answer<()> {
    let specification = &form.specification;
    let finding = |code| Finding::error(code, "").with("code", specification.id.as_str());
    if specification.access.forms == FormAccess::Secure {
        return Err(Refusal::conflict(finding("practice_secure")));
    }
    match (&specification.show, &specification.progression) {
        (None, None) => Err(Refusal::conflict(finding("practice_not_offered"))),
        _ => Ok(()),
    }
}

struct Seen<'a> {
    levels: &'a [LevelReached],
    show: &'a ShowRule,
    is_closed: bool,
    language: &'a Language,
}

impl Seen<'_> {
    fn task(&self, position: u32, item: &PinnedItem, answered: bool) -> PracticeTask {
        let level = item.content.difficulty;
        let own = self.levels.iter().find(|own| Some(own.level) == level);
        let open = own.is_none_or(|own| own.open) || answered;
        let explained = match self.show.explanation {
            Some(ShowWhen::AfterAnswer) => answered,
            Some(ShowWhen::AfterSubmission) => self.is_closed,
            Some(ShowWhen::Never) | None => false,
        };
        let texts = SittingForm::texts(item, self.language);
        let hint = texts.and_then(|texts| texts.hint.clone());
        let explanation = texts.and_then(|texts| texts.explanation.clone());
        PracticeTask {
            position,
            level,
            open,
            answered,
            hint: hint.filter(|_| open && self.show.hint == Some(true)),
            explanation: explanation.filter(|_| open && explained),
        }
    }
}
