//! Who sees whom in a review: authors, reviewers, and those who run the bank.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::review::blindness::{
    ShownPerson, ShownVerdict, Viewer, numbers, sees_author, shown_commenter, shown_verdicts,
};
use crate::bank::review::comment::Comment;
use crate::bank::workflow::WorkflowDocument;
use crate::bank::workflow::stages::{Blindness, ReviewStage};
use crate::identity::{Grant, Object, Permission};
use crate::language::finding::Finding;
use crate::service::item_sight::item_object;
use crate::service::workflow::{Followed, Standing};
use crate::service::{Answer, Call, Refusal};
use crate::store::item_authors::acts_of_writing;
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, failure, organisation_workflows};

/// What a caller sees of the people around a version.
pub(in crate::service) struct Sight<'a> {
    /// Who looks.
    pub(super) viewer: Viewer<'a>,
    me: &'a str,
    stages: Vec<ReviewStage>,
    writers: BTreeSet<String>,
    reviewers: BTreeMap<String, usize>,
}

impl<'a> Sight<'a> {
    /// The sight of a caller on a version. Who neither wrote, reviews nor runs the bank sees as much of the
    /// reviewers as authors do.
    pub(in crate::service) fn of(
        c: &mut AnyConnection,
        call: &'a Call,
        found: &FoundVersion,
        standing: &Standing,
    ) -> Answer<Self> {
        let me = call.actor.user_id.as_str();
        let acts = acts_of_writing(c, &found.item)?;
        let mut writers: BTreeSet<String> = acts.into_iter().map(|act| act.user_id).collect();
        writers.insert(found.version.created_by.clone());
        let workflow = &standing.followed.document;
        let kind = workflow.kind_of(&standing.item).map_or("", |kind| &kind.id);
        let own = workflow.stages.iter();
        let stages: Vec<ReviewStage> = own
            .filter(|stage| stage.is_for(kind, &standing.item.types))
            .cloned()
            .collect();
        let object = item_object(found);
        let reviews = reviews_any(call, &stages, &object);
        let viewer = if writers.contains(me) {
            Viewer::Author
        } else if call.may(Permission::OperateItems, &object) {
            Viewer::Manager
        } else if reviews {
            Viewer::Reviewer(me)
        } else {
            Viewer::Author
        };
        Ok(Self {
            viewer,
            me,
            stages,
            writers,
            reviewers: numbers(&standing.verdicts),
        })
    }

    /// True when the caller may know who wrote the version.
    pub(in crate::service) fn sees_author(&self) -> bool {
        sees_author(&self.stages.iter().collect::<Vec<_>>(), self.viewer)
    }

    /// Somebody who did something to the version.
    pub(in crate::service) fn person(&self, user_id: &str) -> ShownPerson {
        let named = ShownPerson::Named {
            user_id: user_id.to_owned(),
        };
        if user_id == self.me {
            return named;
        }
        if self.writers.contains(user_id) {
            return match self.sees_author() {
                true => named,
                false => ShownPerson::Author,
            };
        }
        let hides = |stage: &ReviewStage| {
            matches!(stage.blind, Blindness::ReviewersHidden | Blindness::Double)
        };
        match self.viewer == Viewer::Author && self.stages.iter().any(hides) {
            true => ShownPerson::Reviewer {
                number: self.reviewers.get(user_id).copied().unwrap_or_default(),
            },
            false => named,
        }
    }

    /// Who wrote a comment.
    pub(super) fn commenter(&self, comment: &Comment) -> ShownPerson {
        if comment.author == self.me {
            return self.person(&comment.author);
        }
        let of = |id: &str| self.stages.iter().find(|stage| stage.id == id);
        let stage = comment.stage.as_deref().and_then(of);
        let wrote = self.writers.contains(&comment.author);
        let stages: Vec<&ReviewStage> = self.stages.iter().collect();
        let commenter = (comment.author.as_str(), stage, wrote);
        shown_commenter(&stages, self.viewer, commenter, &self.reviewers)
    }

    /// The verdicts that the caller sees.
    pub(super) fn verdicts<'v>(&self, standing: &'v Standing) -> Vec<ShownVerdict<'v>> {
        let open = standing.open_attempt();
        shown_verdicts(&self.stages, self.viewer, open, &standing.verdicts)
    }

    /// True when the caller wrote in some version of the item.
    pub(super) fn wrote(&self) -> bool {
        self.writers.contains(self.me)
    }

    /// Stages that items of this kind pass through.
    pub(super) fn stages(&self) -> &[ReviewStage] {
        &self.stages
    }
}

/// True when the caller carries what some stage asks for.
pub(super) fn reviews_any(call: &Call, stages: &[ReviewStage], object: &Object<'_>) -> bool {
    let mut asked = stages.iter().map(|stage| stage.permission);
    call.may(Permission::ReviewItems, object) || asked.any(|p| call.may(p, object))
}

/// Denies what is said of a version to those who may not read keys; its authors and co-authors read it.
pub(in crate::service) fn require_insight(call: &Call, found: &FoundVersion) -> Answer<()> {
    let me = &call.actor.user_id;
    let wrote = found.version.created_by == *me || found.item.created_by == *me;
    let object = item_object(found);
    if wrote || call.has_share(Permission::WriteItems, &object) {
        return Ok(());
    }
    call.require(Permission::ReadKeys, &object.unshared())
}

/// Whether this is somebody from whom a review may hide who wrote it: a reviewer of somebody else's task who
/// does not run the bank.
pub(in crate::service) fn may_be_blind(call: &Call, found: &FoundVersion) -> bool {
    let object = item_object(found);
    found.version.created_by != call.actor.user_id
        && call.may(Permission::ReviewItems, &object)
        && !call.may(Permission::OperateItems, &object)
}

/// True when a blind review hides from the caller who wrote the version. Only reviewers that do not run the
/// bank are ever kept from knowing, so nothing is read for others.
pub(in crate::service) fn hides_author(
    c: &mut AnyConnection,
    call: &Call,
    found: &FoundVersion,
) -> Answer<bool> {
    if !may_be_blind(call, found) {
        return Ok(false);
    }
    let Some(followed) = Followed::chosen(c, &found.owner_path)? else {
        return Ok(false);
    };
    let standing = Standing::of(c, call, found, followed)?;
    Ok(!Sight::of(c, call, found, &standing)?.sees_author())
}

/// Refuses to cut a list by somebody else's authorship for a caller who reviews blindly anywhere: what such a
/// list holds would tell what the review hides. The refusal is the same whoever is named and whatever they wrote.
pub(in crate::service) fn refuse_other_author(
    c: &mut AnyConnection,
    call: &Call,
    author: Option<&str>,
) -> Answer<()> {
    let me = call.actor.user_id.as_str();
    if author.is_none_or(|author| author == me) {
        return Ok(());
    }
    let runs_all_of = |review: &Grant| {
        let mut runs = call.actor.grants_with(Permission::OperateItems);
        runs.any(|run| {
            let wide =
                |mine: &Option<String>, theirs: &Option<String>| mine.is_none() || mine == theirs;
            review.org_path.starts_with(&run.org_path)
                && wide(&run.subject, &review.subject)
                && wide(&run.language, &review.language)
        })
    };
    let reviews = call.actor.grants_with(Permission::ReviewItems);
    for review in reviews.filter(|review| !runs_all_of(review)) {
        let in_force = organisation_workflows::in_force(c, &review.org_path)?;
        for edition in in_force {
            let workflow: WorkflowDocument = failure::read_json(&edition.document)?;
            let stages: Vec<&ReviewStage> = workflow.stages.iter().collect();
            if !sees_author(&stages, Viewer::Reviewer(me)) {
                return Err(Refusal::Forbidden(vec![Finding::error(
                    "author_filter_hidden",
                    "/author",
                )]));
            }
        }
    }
    Ok(())
}

/// Everything that stands against a verdict, as a refusal: what is wrong in it is told as such, what is not
/// the time for it as a conflict.
pub(super) fn refused_verdict(refused: crate::bank::workflow::decision::Refused) -> Refusal {
    const UNTIMELY: [&str; 4] = [
        "review_stage_closed",
        "review_stage_waits",
        "review_already_given",
        "workflow_state_unknown",
    ];
    if refused.forbidden {
        return Refusal::Forbidden(refused.reasons);
    }
    let untimely = |code: &str| UNTIMELY.contains(&code);
    match refused.reasons.iter().any(|f| untimely(&f.code)) {
        true => Refusal::Conflict(refused.reasons),
        false => Refusal::Invalid(refused.reasons),
    }
}
