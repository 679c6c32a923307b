//! What owners of forms are told of the items in them: one was suspended or retired, or has a newer version.
//! The form itself keeps what it has.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Call, Page, PageRequest, Services, page};
use crate::identity::{Permission, ScopeRule, scope};
use crate::store::notices::{self as rows, NoticeRow, NoticeScope};

/// A notice.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// UUID.
    pub id: String,
    /// `item_suspended`, `item_retired` or `item_changed`.
    pub kind: String,
    /// The item.
    pub item_id: String,
    /// Its code.
    pub item: String,
    /// The version that was suspended or retired, or that is new.
    pub number: i32,
    /// The form that has the item.
    pub form_id: String,
    /// Its code.
    pub form: String,
    /// What the form was then: `draft` or `locked`. A locked one stays as it is.
    pub form_state: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Notices of forms that the caller assembles or locks, newest first; of secure forms only where the caller
/// may see their tasks.
pub fn list_notices(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<Notice>> {
    let rules = |permission| scope(&call.actor, permission, permission).rules;
    let all: Vec<ScopeRule> = [Permission::AssembleForms, Permission::LockForms]
        .into_iter()
        .flat_map(rules)
        .collect();
    let scope = NoticeScope {
        all,
        secure: rules(Permission::ReadSecureItems),
        user_id: call.actor.user_id.clone(),
    };
    let limit = request.limit(&services.limits);
    let found = services.read(|c| Ok(rows::list(c, &scope, &request.after()?, limit + 1)?))?;
    Ok(page::page(found, limit, |(row, ..)| row.id.clone(), view))
}

fn view((row, item, form): (NoticeRow, String, String)) -> Notice {
    Notice {
        id: row.id,
        kind: row.kind,
        item_id: row.item_id,
        item,
        number: row.number,
        form_id: row.form_id,
        form,
        form_state: row.form_state,
        created_at: row.created_at.and_utc(),
    }
}
