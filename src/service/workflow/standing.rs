//! Everything that is known of a version when somebody wants to do something to it, read for the pure
//! rooms that decide.

use std::collections::BTreeSet;

use super::Followed;
use crate::bank::content::ItemContent;
use crate::bank::review::attempt::{Attempt, AttemptNumber, Outcome};
use crate::bank::review::verdict::{GivenVerdict, VerdictInput};
use crate::bank::workflow::decision::Case;
use crate::bank::workflow::facts::{Facts, ItemFacts, PilotRound, VariantFact};
use crate::identity::{Actor, Object};
use crate::service::item_view::language_of;
use crate::service::{Answer, Call, Refusal};
use crate::store::items::{self, FoundVersion, VersionRow};
use crate::store::pilot_rounds::PilotRoundRow;
use crate::store::reviews::{AttemptRow, VerdictRow};
use crate::store::{self, AnyConnection, StoreError, failure};

/// Tags that say which kinds of assessment an item is written for begin so (`assessment:EXTERNAL`).
const ASSESSMENT: &str = "assessment:";

/// Use cases that write in a version.
const WRITES: [&str; 3] = ["update_item", "set_variant", "revise_item"];

/// A version and what is known of it.
#[derive(Clone, Debug)]
pub(in crate::service) struct Standing {
    /// The workflow that holds for it.
    pub(in crate::service) followed: Followed,
    /// What decides its kind.
    pub(in crate::service) item: ItemFacts,
    /// Its state in the workflow.
    pub(in crate::service) state: String,
    /// Attempts of the item, oldest first.
    pub(in crate::service) attempts: Vec<Attempt>,
    /// Every verdict on the item, oldest first.
    pub(in crate::service) verdicts: Vec<GivenVerdict>,
    /// What requirements ask about: of the verdicts those that count now. Checks are run only where a step
    /// asks for them.
    pub(in crate::service) facts: Facts,
}

impl Standing {
    /// Reads what is known of a version.
    pub(in crate::service) fn of(
        c: &mut AnyConnection,
        call: &Call,
        found: &FoundVersion,
        followed: Followed,
    ) -> Answer<Self> {
        let version = &found.version;
        let attempts = store::reviews::attempts(c, &found.item.id)?;
        let state = followed.state_of(version)?;
        let mut verdicts = Vec::new();
        for row in store::reviews::verdicts(c, &[&found.item.id])? {
            verdicts.push(verdict_of(row)?);
        }
        let mut counted = verdicts.clone();
        if version.phase != "review" {
            // Outside of an attempt a state is judged anew each time a version comes to it.
            let since = store::item_states::entered_at(c, &found.item.id, version.number)?;
            counted.retain(|v| since.is_none_or(|since| v.at >= since.and_utc()));
        }
        let comments = store::review_comments::of_item(c, &found.item.id)?;
        let open = comments
            .iter()
            .filter(|row| row.blocking && row.parent.is_empty() && row.state == "open");
        let before = returned_before(c, &attempts, version)?;
        let facts = Facts {
            actor_wrote: has_written(c, call, version, &attempts, before.as_ref())?,
            attempt: attempts.last().map(number_of),
            unchanged_since: before.and_then(|before| before.unchanged_in(found)),
            checks: Vec::new(),
            verdicts: counted,
            blocking_comments: u32::try_from(open.count()).unwrap_or(u32::MAX),
            pilots: pilots(c, version)?,
            variants: facts_of_variants(found)?,
            reason_given: false,
        };
        let content: ItemContent = failure::read_json(&version.content)?;
        Ok(Self {
            followed,
            item: facts_of(&content),
            state,
            attempts: attempts.iter().map(attempt_of).collect::<Answer<_>>()?,
            verdicts,
            facts,
        })
    }

    /// The question that the pure rooms answer.
    pub(in crate::service) fn case<'a>(
        &'a self,
        actor: &'a Actor,
        object: &'a Object<'a>,
    ) -> Case<'a> {
        Case {
            workflow: &self.followed.document,
            item: &self.item,
            state: &self.state,
            actor,
            object,
            facts: &self.facts,
        }
    }

    /// The attempt that is not decided yet.
    pub(in crate::service) fn open_attempt(&self) -> Option<AttemptNumber> {
        let open = self.attempts.iter().find(|a| a.outcome.is_none());
        open.map(|attempt| attempt.number)
    }
}

/// What of a content decides its kind; its tags say which assessments it is written for.
pub(in crate::service) fn facts_of(content: &ItemContent) -> ItemFacts {
    let named = content.tags.iter();
    let named = named.filter_map(|tag| tag.strip_prefix(ASSESSMENT));
    ItemFacts::of(content, named.map(str::to_uppercase).collect())
}

/// Languages, and which of them are behind. A variant is approved with its version.
fn facts_of_variants(found: &FoundVersion) -> Answer<Vec<VariantFact>> {
    let is_open = matches!(found.version.phase.as_str(), "draft" | "review");
    let rows = found.variants.iter();
    rows.map(|row| {
        let stale = row.state == "stale";
        Ok(VariantFact {
            language: language_of(&row.language)?,
            approved: !stale && !is_open,
            stale,
        })
    })
    .collect()
}

/// The version that another one continues.
struct Before {
    /// The version.
    found: FoundVersion,
    /// True when it was sent back; else its author took it back.
    sent_back: bool,
}

/// The version before, where this one continues it: it was sent back, or taken back.
fn returned_before(
    c: &mut AnyConnection,
    attempts: &[AttemptRow],
    version: &VersionRow,
) -> Answer<Option<Before>> {
    let number = version.number - 1;
    let judged = attempts.iter().rev().find(|a| a.number == number);
    let outcome = judged.map(|a| a.outcome.as_str());
    if number < 1 || outcome.is_some_and(|o| !matches!(o, "returned" | "withdrawn")) {
        return Ok(None);
    }
    let before = items::version(c, &version.item_id, Some(number))?;
    // Versions that were handed in before attempts were kept say it by their state.
    let before = before.filter(|b| outcome.is_some() || b.version.state == "returned");
    Ok(before.map(|found| Before {
        found,
        sent_back: outcome != Some("withdrawn"),
    }))
}

impl Before {
    /// Its number, where it was sent back and this one equals it in every field. What its author took back
    /// may come again as it is.
    fn unchanged_in(&self, found: &FoundVersion) -> Option<i32> {
        let texts = |of: &FoundVersion| -> Vec<(String, String)> {
            let rows = of.variants.iter();
            rows.map(|r| (r.language.clone(), r.texts_hash.clone()))
                .collect()
        };
        let before = &self.found;
        let same = before.version.content_hash == found.version.content_hash
            && texts(before) == texts(found);
        (same && self.sent_back).then_some(before.version.number)
    }
}

/// Numbers of the versions that a version continues, itself among them.
pub(in crate::service) fn chain(attempts: &[AttemptRow], number: i32) -> BTreeSet<i32> {
    let mut numbers = BTreeSet::from([number]);
    let last = attempts.iter().rfind(|a| a.number <= number);
    if let Some(last) = last.filter(|last| {
        last.number == number || matches!(last.outcome.as_str(), "returned" | "withdrawn")
    }) {
        let of_round = attempts.iter().filter(|a| a.round == last.round);
        numbers.extend(of_round.map(|a| a.number).filter(|n| *n <= number));
    }
    numbers
}

/// True when the caller wrote in this version or in one that it continues.
fn has_written(
    c: &mut AnyConnection,
    call: &Call,
    version: &VersionRow,
    attempts: &[AttemptRow],
    before: Option<&Before>,
) -> Answer<bool> {
    let me = &call.actor.user_id;
    let before = before.map(|before| &before.found.version);
    if version.created_by == *me {
        return Ok(true);
    }
    let mut numbers = chain(attempts, version.number);
    numbers.extend(before.map(|before| before.number));
    for number in numbers {
        let object = format!("{}/{number}", version.item_id);
        if store::audit::has_acted(c, me, "item_version", &object, &WRITES)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn pilots(c: &mut AnyConnection, version: &VersionRow) -> Answer<Vec<PilotRound>> {
    let rows = store::pilot_rounds::of_version(c, &version.item_id, version.number)?;
    rows.into_iter().map(pilot_of).collect()
}

fn pilot_of(row: PilotRoundRow) -> Answer<PilotRound> {
    Ok(PilotRound {
        round: u8::try_from(row.round).unwrap_or(u8::MAX),
        date: row.administered.parse().map_err(corrupt)?,
        n: u32::try_from(row.n).unwrap_or_default(),
        p: row.p,
        rit: row.rit,
        decision: row.decision.parse().map_err(corrupt)?,
        decided_by: row.decided_by,
    })
}

/// Round and number of an attempt.
pub(in crate::service) fn number_of(row: &AttemptRow) -> AttemptNumber {
    AttemptNumber {
        round: u32::try_from(row.round).unwrap_or(1),
        attempt: u32::try_from(row.attempt).unwrap_or(1),
    }
}

/// An attempt as the pure rooms know it.
pub(in crate::service) fn attempt_of(row: &AttemptRow) -> Answer<Attempt> {
    let number = number_of(row);
    let previous = u32::try_from(row.previous).ok().filter(|n| *n > 0);
    let outcome: Option<Outcome> = match row.outcome.as_str() {
        "" => None,
        text => Some(text.parse().map_err(corrupt)?),
    };
    Ok(Attempt {
        number,
        previous: previous.map(|attempt| AttemptNumber { attempt, ..number }),
        version: row.number,
        submitted_by: row.submitted_by.clone(),
        submitted_at: row.submitted_at.and_utc(),
        outcome,
    })
}

/// The attempt in which a version was found good.
pub(in crate::service) fn approving_attempt(
    attempts: &[Attempt],
    number: i32,
) -> Option<AttemptNumber> {
    let of_version = attempts.iter().filter(|a| a.version == number);
    let mut approved = of_version.filter(|a| a.outcome == Some(Outcome::Approved));
    approved.next_back().map(|attempt| attempt.number)
}

/// A verdict as the pure rooms know it.
pub(in crate::service) fn verdict_of(row: VerdictRow) -> Answer<GivenVerdict> {
    let language = Some(row.language.as_str()).filter(|l| !l.is_empty());
    Ok(GivenVerdict {
        attempt: AttemptNumber {
            round: u32::try_from(row.round).unwrap_or(1),
            attempt: u32::try_from(row.attempt).unwrap_or(1),
        },
        at: row.created_at.and_utc(),
        said: VerdictInput {
            language: language.map(language_of).transpose()?,
            stage: row.stage,
            verdict: row.verdict.parse().map_err(corrupt)?,
            rating: row.rating.parse().map_err(corrupt)?,
            answers: failure::read_json(&row.answers)?,
            comment: row.comment,
        },
        reviewer: row.reviewer,
    })
}

fn corrupt(why: impl std::fmt::Display) -> Refusal {
    StoreError::Corrupt(why.to_string()).into()
}
