//! Lists of forms, cut by who asks.

use diesel::prelude::*;

use super::forms::FormRow;
use super::schema::{form_draws, forms, sittings};
use super::scoped::{Condition, is_shared, owners_below};
use super::{AnyConnection, StoreResult};
use crate::identity::{ScopeRule, SharedRule};

/// What a list of forms is cut by; a form is shown when one of the three lets it.
#[derive(Clone, Debug, Default)]
pub struct FormScope {
    /// Where drafts are seen too, secure ones only within `secure` or by who made them.
    pub all: Vec<ScopeRule>,
    /// Where the tasks of secure forms may be seen.
    pub secure: Vec<ScopeRule>,
    /// The caller.
    pub user_id: String,
    /// Where locked and retired ones are seen.
    pub locked: Vec<ScopeRule>,
    /// Owners above the caller, whose locked forms are seen unless they are secure.
    pub above: Vec<(String, Option<String>)>,
    /// Shared ones, seen when they are locked or retired.
    pub shared: Vec<SharedRule>,
    /// Organisations of the caller: forms of their sittings and those they drew are seen.
    pub sitting_paths: Vec<String>,
}

/// What a list of forms is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct FormFilter {
    /// Only this state.
    pub state: Option<String>,
    /// Only of this specification.
    pub specification_id: Option<String>,
    /// Only of this run.
    pub run_id: Option<String>,
    /// Only of this subject.
    pub subject: Option<String>,
}

/// A page of forms, newest first; `before` is the last id of the page before.
pub fn list(
    c: &mut AnyConnection,
    scope: &FormScope,
    filter: &FormFilter,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<FormRow>> {
    let mut query = forms::table
        .order(forms::id.desc())
        .limit(limit)
        .select(FormRow::as_select())
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(forms::id.lt(before.to_owned()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(forms::state.eq(state.clone()));
    }
    if let Some(id) = &filter.specification_id {
        query = query.filter(forms::specification_id.eq(id.clone()));
    }
    if let Some(id) = &filter.run_id {
        query = query.filter(forms::run_id.eq(id.clone()));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(forms::subject.eq(subject.clone()));
    }
    Ok(query.filter(seen(scope)).load(c)?)
}

fn seen(scope: &FormScope) -> Condition<forms::table> {
    let mine = forms::created_by.eq(scope.user_id.clone());
    let may_know = forms::access
        .ne("secure")
        .or(mine)
        .or(within(&scope.secure));
    let mut any: Condition<forms::table> = Box::new(within(&scope.all).and(may_know));
    for rule in &scope.locked {
        any = Box::new(any.or(in_rule(rule).and(forms::state.ne("draft"))));
    }
    for (owner, subject) in &scope.above {
        let of_draws = form_draws::table
            .filter(form_draws::run_id.is_not_null())
            .select(form_draws::run_id.assume_not_null());
        let open = forms::owner_org
            .eq(owner.clone())
            .and(forms::state.eq("locked"))
            .and(forms::access.ne("secure"))
            .and(forms::run_id.ne_all(of_draws));
        any = match subject {
            None => Box::new(any.or(open)),
            Some(subject) => Box::new(any.or(open.and(forms::subject.eq(subject.clone())))),
        };
    }
    if !scope.shared.is_empty() {
        let shared: Condition<forms::table> = is_shared!(scope.shared.iter() => Condition<forms::table>;
            owner forms::owner_org, id forms::id, subject forms::subject,
            grades |_: i32| forms::id.eq(""), open forms::access.ne("secure"));
        any = Box::new(any.or(shared.and(forms::state.ne("draft"))));
    }
    for path in &scope.sitting_paths {
        let sat = sittings::table
            .filter(sittings::owner_org.eq_any(owners_below(path)))
            .select(sittings::form_id);
        any = Box::new(any.or(forms::id.eq_any(sat).and(forms::state.ne("draft"))));
        let drawn = form_draws::table
            .filter(form_draws::owner_org.eq_any(owners_below(path)))
            .filter(form_draws::form_id.is_not_null())
            .select(form_draws::form_id.assume_not_null());
        any = Box::new(any.or(forms::id.eq_any(drawn).and(forms::state.ne("draft"))));
    }
    any
}

fn within(rules: &[ScopeRule]) -> Condition<forms::table> {
    let nothing: Condition<forms::table> = Box::new(forms::id.eq(""));
    rules
        .iter()
        .fold(nothing, |any, rule| Box::new(any.or(in_rule(rule))))
}

fn in_rule(rule: &ScopeRule) -> Condition<forms::table> {
    let below = forms::owner_org.eq_any(owners_below(&rule.path_prefix));
    match &rule.subject {
        None => Box::new(below),
        Some(subject) => Box::new(below.and(forms::subject.eq(subject.clone()))),
    }
}
