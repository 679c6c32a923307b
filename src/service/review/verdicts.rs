//! How far the review of a version is, and giving a verdict. Verdicts are kept; nobody changes one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::sight::{Sight, refused_verdict, require_insight, reviews_any};
use crate::bank::Language;
use crate::bank::review::attempt::{AttemptNumber, Outcome};
use crate::bank::review::blindness::{ShownPerson, ShownVerdict, Viewer};
use crate::bank::review::giving::{accept_verdict, awaited_of};
use crate::bank::review::progress::{StageProgress, StageStanding, progress};
use crate::bank::review::verdict::VerdictInput;
use crate::bank::workflow::stages::{Blindness, ChecklistPoint, ReviewStage};
use crate::identity::Permission;
use crate::service::item_sight::{audit_version, item_object, visible};
use crate::service::items::require_match_if_given;
use crate::service::workflow::{Followed, Standing};
use crate::service::{Answer, Call, Services};
use crate::store::failure;
use crate::store::reviews::{self, VerdictRow};

/// The review of a version, as far as the caller may see it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReviewView {
    /// State of the version.
    pub state: String,
    /// Attempts of the item, oldest first.
    pub attempts: Vec<ShownAttempt>,
    /// Stages that are open in this state.
    pub stages: Vec<ShownStage>,
    /// Stages in which the caller may give a verdict now.
    pub awaited: Vec<AwaitedStage>,
    /// Verdicts on the item, oldest first.
    pub verdicts: Vec<KeptVerdict>,
}

/// A submission and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShownAttempt {
    /// Round and number.
    pub number: AttemptNumber,
    /// The attempt that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<AttemptNumber>,
    /// Version that was handed in.
    pub version: i32,
    /// Who handed it in.
    pub submitted_by: ShownPerson,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// What became of it; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A stage of the review.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShownStage {
    /// Its id.
    pub stage: String,
    /// Its title by language.
    pub title: BTreeMap<Language, String>,
    /// The variant, in a stage that goes by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Different people who have to approve.
    pub need: u8,
    /// Verdicts that are given.
    pub given: usize,
    /// How it stands; absent where the caller may not know yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<StageStanding>,
    /// Earlier stages that are not passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
    /// Who is hidden from whom.
    pub blind: Blindness,
    /// What is asked.
    pub checklist: Vec<ChecklistPoint>,
}

/// A stage in which a verdict is awaited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AwaitedStage {
    /// The stage.
    pub stage: String,
    /// The variant, in a stage that goes by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// A verdict as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeptVerdict {
    /// The attempt it is about.
    pub attempt: AttemptNumber,
    /// Who gave it, as far as the caller may know.
    pub reviewer: ShownPerson,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    #[serde(flatten)]
    pub said: VerdictInput,
}

/// The review of a version the caller sees.
pub fn read_review(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ReviewView> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        require_insight(call, &found)?;
        let followed = Followed::of(c, &found.owner_path)?;
        let standing = Standing::of(c, call, &found, followed)?;
        let sight = Sight::of(c, call, &found, &standing)?;
        let object = item_object(&found);
        let case = standing.case(&call.actor, &object);
        let attempts = standing.attempts.iter().map(|attempt| ShownAttempt {
            number: attempt.number,
            previous: attempt.previous,
            version: attempt.version,
            submitted_by: sight.person(&attempt.submitted_by),
            submitted_at: attempt.submitted_at,
            outcome: attempt.outcome,
        });
        let stages = progress(&case).into_iter().filter_map(|one| {
            let stage = standing.followed.document.stage(&one.stage)?;
            Some(shown_stage(stage, one, &sight, &standing))
        });
        let awaited = awaited_of(&case).into_iter();
        Ok(ReviewView {
            state: standing.state.clone(),
            attempts: attempts.collect(),
            stages: stages.collect(),
            awaited: awaited
                .map(|(stage, language)| AwaitedStage {
                    stage: stage.id.clone(),
                    language,
                })
                .collect(),
            verdicts: sight.verdicts(&standing).into_iter().map(kept).collect(),
        })
    })
}

/// Gives a verdict in a stage of the review.
pub fn give_verdict(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &VerdictInput,
) -> Answer<KeptVerdict> {
    services.write(call, "give_verdict", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let followed = Followed::of(unit.c, &found.owner_path)?;
        let standing = Standing::of(unit.c, call, &found, followed)?;
        let object = item_object(&found);
        if !reviews_any(call, &standing.followed.document.stages, &object) {
            call.require(Permission::ReviewItems, &object)?;
        }
        match accept_verdict(&standing.case(&call.actor, &object), input) {
            Err(refused) if refused.forbidden => return Err(refused_verdict(refused)),
            accepted => {
                require_match_if_given(call, &found.version)?;
                accepted.map_err(refused_verdict)?;
            }
        }
        let attempt = standing.facts.attempt.unwrap_or(AttemptNumber::FIRST);
        let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let language = input.language.as_ref().map(ToString::to_string);
        let row = VerdictRow {
            id: unit.new_id(),
            item_id: found.item.id.clone(),
            number,
            round: count(attempt.round),
            attempt: count(attempt.attempt),
            stage: input.stage.clone(),
            language: language.unwrap_or_default(),
            verdict: input.verdict.to_string(),
            rating: input.rating.to_string(),
            answers: failure::write_json(&input.answers),
            comment: input.comment.clone(),
            reviewer: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        reviews::insert_verdict(unit.c, &row)?;
        let detail = json!({"stage": row.stage, "language": row.language, "verdict": row.verdict});
        audit_version(unit, &found, number, detail)?;
        Ok(KeptVerdict {
            attempt,
            reviewer: ShownPerson::Named {
                user_id: row.reviewer,
            },
            at: unit.now.and_utc(),
            said: input.clone(),
        })
    })
}

fn kept(shown: ShownVerdict<'_>) -> KeptVerdict {
    KeptVerdict {
        attempt: shown.verdict.attempt,
        reviewer: shown.reviewer,
        at: shown.verdict.at,
        said: shown.verdict.said.clone(),
    }
}

/// How a stage stands is told to those who run the bank, to who said their word in it, to other reviewers
/// where verdicts are not independent, and to authors when the attempt is decided.
fn shown_stage(
    stage: &ReviewStage,
    one: StageProgress,
    sight: &Sight<'_>,
    standing: &Standing,
) -> ShownStage {
    let open = standing.open_attempt();
    let said = |me: &str| {
        let mut own = standing.facts.verdicts.iter();
        own.any(|v| {
            v.reviewer == me
                && v.said.stage == stage.id
                && Some(v.attempt) == standing.facts.attempt
        })
    };
    let may_know = match sight.viewer {
        Viewer::Manager => true,
        Viewer::Author => open.is_none(),
        Viewer::Reviewer(me) => !stage.independent || said(me),
    };
    ShownStage {
        stage: one.stage,
        title: stage.title.clone(),
        language: one.language,
        need: one.need,
        given: one.verdicts.len(),
        standing: Some(one.standing).filter(|_| may_know),
        waits_for: one.waits_for,
        blind: stage.blind,
        checklist: stage.checklist.clone(),
    }
}
