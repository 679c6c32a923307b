//! Comments on parts of a version (stem, option, descriptor) and answers to them; closing what blocks.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::sight::{Sight, require_insight};
use crate::bank::review::anchor::Followed as Place;
use crate::bank::review::blindness::ShownPerson;
use crate::bank::review::comment::{
    Closing, Comment, CommentInput, CommentState, accept_comment, check_closing, threads,
};
use crate::bank::review::giving::awaited_of;
use crate::bank::review::progress::progress;
use crate::identity::Permission;
use crate::service::item_drafts::document_of;
use crate::service::item_sight::{audit_version, item_object, visible};
use crate::service::workflow::{Followed, Standing};
use crate::service::{Answer, Call, Refusal, Services, Unit};
use crate::store::items::FoundVersion;
use crate::store::review_comments::{self as rows, CommentRow};
use crate::store::{AnyConnection, StoreError, failure};

/// How a comment is closed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseComment {
    /// `resolved` or `waived`.
    pub state: CommentState,
    /// Why; needed to waive.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 2000))]
    pub reason: String,
}

/// A comment as it is shown, with the part of this version that it is about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShownComment {
    /// UUID.
    pub id: String,
    /// Version it was made on.
    pub version: i32,
    /// JSON pointer to the part in the version that is looked at; of a part that is gone, to the nearest one
    /// that is left.
    pub anchor: String,
    /// `same`, `changed` or `gone` since the comment was made.
    pub part: String,
    /// What the part said, where it is a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Stage of review it was made in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Who wrote it, as far as the caller may know.
    pub author: ShownPerson,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
    /// True when the version does not go on while it is open.
    pub blocking: bool,
    /// How it stands.
    pub state: CommentState,
    /// Why it was closed so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closed_reason: String,
    /// Answers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ShownComment>,
}

/// Threads on an item by their parts, followed into a version the caller sees.
pub fn list_comments(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<Vec<ShownComment>> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        require_insight(call, &found)?;
        let kept = rows::of_item(c, id)?;
        let standing = standing(c, call, &found)?;
        let sight = Sight::of(c, call, &found, &standing)?;
        let item = json_of(&found)?;
        let comments = comments_of(&kept)?;
        let shown = |comment: &Comment| shown(comment, &kept, &sight, &item);
        let threads = threads(&comments).into_iter().map(|thread| ShownComment {
            answers: thread.answers.into_iter().map(shown).collect(),
            ..shown(thread.comment)
        });
        Ok(threads.collect())
    })
}

/// Comments on a part of a version, or answers a comment.
pub fn create_comment(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &CommentInput,
) -> Answer<ShownComment> {
    services.write(call, "create_comment", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let standing = standing(unit.c, call, &found)?;
        let sight = speaker(unit.c, call, &found, &standing)?;
        let kept = rows::of_item(unit.c, id)?;
        let item = json_of(&found)?;
        let earlier = comments_of(&kept)?;
        let anchor = accept_comment(&item, &earlier, input).map_err(Refusal::Invalid)?;
        let row = CommentRow {
            id: unit.new_id(),
            item_id: found.item.id.clone(),
            number,
            parent: input.parent.clone().unwrap_or_default(),
            anchor: failure::write_json(&anchor),
            stage: stage_of(call, &found, &standing, &sight),
            text: input.text.clone(),
            blocking: input.blocking,
            state: CommentState::Open.to_string(),
            author: call.actor.user_id.clone(),
            created_at: unit.now,
            closed_by: String::new(),
            closed_reason: String::new(),
            closed_at: None,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"comment": row.id, "blocking": row.blocking});
        audit_version(unit, &found, number, detail)?;
        let made = comment_of(&row)?;
        Ok(shown(&made, &[row], &sight, &item))
    })
}

/// Closes a comment: resolved by whoever raised it, or waived with a reason.
pub fn close_comment(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    comment_id: &str,
    input: &CloseComment,
) -> Answer<ShownComment> {
    services.write(call, "close_comment", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let standing = standing(unit.c, call, &found)?;
        let sight = speaker(unit.c, call, &found, &standing)?;
        let kept = rows::of_item(unit.c, id)?;
        let row = kept.into_iter().find(|row| row.id == comment_id);
        let row = row.ok_or(Refusal::not_found("comment"))?;
        let closing = Closing {
            by: &call.actor.user_id,
            wrote_item: sight.wrote(),
            to: input.state,
            reason: &input.reason,
        };
        refuse_closing(check_closing(&comment_of(&row)?, &closing))?;
        close(unit, &row, input)?;
        let detail = json!({"comment": row.id, "state": input.state});
        audit_version(unit, &found, number, detail)?;
        let closed = CommentRow {
            state: input.state.to_string(),
            closed_reason: input.reason.clone(),
            ..row
        };
        let item = json_of(&found)?;
        Ok(shown(&comment_of(&closed)?, &[closed], &sight, &item))
    })
}

fn close(unit: &mut Unit<'_>, row: &CommentRow, input: &CloseComment) -> Answer<()> {
    let me = unit.call.actor.user_id.clone();
    let closing = (input.state.as_str(), me.as_str(), input.reason.as_str());
    match rows::close(unit.c, &row.id, closing, unit.now)? {
        true => Ok(()),
        false => Err(Refusal::conflict(
            crate::language::finding::Finding::error("comment_closed", "")
                .with("state", input.state.as_str()),
        )),
    }
}

/// Who may not close it is told so; then what contradicts; then what is missing.
fn refuse_closing(found: Vec<crate::language::finding::Finding>) -> Answer<()> {
    let has = |codes: &[&str]| found.iter().any(|f| codes.contains(&f.code.as_str()));
    if found.is_empty() {
        return Ok(());
    }
    Err(
        if has(&[
            "comment_closed_by_item_author",
            "comment_resolved_by_another",
        ]) {
            Refusal::Forbidden(found)
        } else if has(&["comment_closed"]) {
            Refusal::Conflict(found)
        } else {
            Refusal::Invalid(found)
        },
    )
}

fn standing(c: &mut AnyConnection, call: &Call, found: &FoundVersion) -> Answer<Standing> {
    let followed = Followed::of(c, &found.owner_path)?;
    Standing::of(c, call, found, followed)
}

/// Who speaks in a review: authors, reviewers and those who run the bank.
fn speaker<'a>(
    c: &mut AnyConnection,
    call: &'a Call,
    found: &FoundVersion,
    standing: &Standing,
) -> Answer<Sight<'a>> {
    require_insight(call, found)?;
    let sight = Sight::of(c, call, found, standing)?;
    let object = item_object(found);
    let mut asked = sight.stages().iter().map(|stage| stage.permission);
    let may = sight.wrote()
        || call.may(Permission::OperateItems, &object)
        || asked.any(|permission| call.may(permission, &object));
    if !may {
        call.require(Permission::ReviewItems, &object)?;
    }
    Ok(sight)
}

/// The stage in which somebody speaks: one that awaits them, or else the first that is open; for whom a blind
/// stage hides stays hidden in its comments.
fn stage_of(call: &Call, found: &FoundVersion, standing: &Standing, sight: &Sight<'_>) -> String {
    if sight.wrote() {
        return String::new();
    }
    let object = item_object(found);
    let case = standing.case(&call.actor, &object);
    let awaited = awaited_of(&case).into_iter().map(|(s, _)| s.id.clone());
    let open = progress(&case).into_iter().map(|one| one.stage);
    let any = sight.stages().iter().map(|stage| stage.id.clone());
    awaited.chain(open).chain(any).next().unwrap_or_default()
}

/// The version as the item that anchors point into.
fn json_of(found: &FoundVersion) -> Answer<Value> {
    let document = document_of(found)?;
    serde_json::to_value(&document).map_err(|e| StoreError::Corrupt(e.to_string()).into())
}

fn comments_of(rows: &[CommentRow]) -> Answer<Vec<Comment>> {
    rows.iter().map(comment_of).collect()
}

fn comment_of(row: &CommentRow) -> Answer<Comment> {
    let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    Ok(Comment {
        id: row.id.clone(),
        parent: some(&row.parent),
        version: row.number,
        anchor: failure::read_json(&row.anchor)?,
        stage: some(&row.stage),
        author: row.author.clone(),
        at: row.created_at.and_utc(),
        text: row.text.clone(),
        blocking: row.blocking,
        state: row.state.parse().map_err(StoreError::Corrupt)?,
    })
}

fn shown(comment: &Comment, rows: &[CommentRow], sight: &Sight<'_>, item: &Value) -> ShownComment {
    let (anchor, part) = match comment.anchor.follow(item) {
        Place::Same { pointer } => (pointer, "same"),
        Place::Changed { pointer, .. } => (pointer, "changed"),
        Place::Gone { nearest, .. } => (nearest, "gone"),
    };
    let row = rows.iter().find(|row| row.id == comment.id);
    ShownComment {
        id: comment.id.clone(),
        version: comment.version,
        anchor,
        part: part.to_owned(),
        quote: comment.anchor.quote.clone(),
        stage: comment.stage.clone(),
        author: sight.commenter(comment),
        at: comment.at,
        text: comment.text.clone(),
        blocking: comment.blocking,
        state: comment.state,
        closed_reason: row.map(|row| row.closed_reason.clone()).unwrap_or_default(),
        answers: Vec::new(),
    }
}
