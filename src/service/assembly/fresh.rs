//! The request of a run with the candidates of now: what a draft is held against when it changes.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Answer, Call, Refusal, Services, organisations};
use super::cohort::members_of;
use super::request::{Kept, past_query, request_of_run};
use super::shared::shared_with;
use crate::assembly::request::Request;
use crate::assembly::run::Position;
use crate::identity::{Permission, scope};
use crate::specification::component::components;
use crate::store::assembly::AssemblyRunRow;
use crate::store::pool::{self, LoadedPool, PoolQuery};
use crate::store::{AnyConnection, failure};

/// A request with the candidates of now.
pub(in crate::service) struct Fresh {
    pub(in crate::service) request: Request,
    /// Candidates that the caller sees: code and version.
    pub(in crate::service) known: BTreeSet<(String, u32)>,
    /// Code in the pool → item id, for the codes that had to be changed.
    pub(in crate::service) renamed: BTreeMap<String, String>,
}

impl Fresh {
    /// What the caller sees of the bank now; tasks of `standing` forms that are no longer among it stay
    /// as the run knew them.
    pub(in crate::service) fn of(
        services: &Services,
        c: &mut AnyConnection,
        call: &Call,
        row: &AssemblyRunRow,
        standing: &[Vec<Position>],
    ) -> Answer<Self> {
        let (_, mut request) = request_of_run(c, row, true)?;
        let kept: Kept = failure::read_json(&row.options)?;
        let path = organisations::path_of(c, &row.owner_org)?;
        let all = components(&request.document);
        let component = all.iter().find(|component| component.id == row.component);
        let gone = || Refusal::Internal(format!("the component of run {} is gone", row.id));
        let component = component.ok_or_else(gone)?;
        let cohort = kept.cohort.as_ref();
        let cohort = cohort
            .map(|cohort| members_of(c, call, cohort))
            .transpose()?;
        let on = request
            .options
            .asked_on
            .unwrap_or(services.now().date_naive());
        let scope = scope(
            &call.actor,
            Permission::ReadItems,
            Permission::ReadSecureItems,
        );
        let query = PoolQuery {
            subject: &row.subject,
            grade: request.given.grade.or(component.grade),
            help: component.needs.hint || component.needs.explanation,
            owner_path: &path,
            scope: &scope,
            shared: &shared_with(call, &row.owner_org),
            past: past_query(component, on, cohort.as_deref()),
            parameters: component.asks_parameters(),
            discrimination: component.speaks_of(pool::DISCRIMINATION),
        };
        let LoadedPool {
            candidates,
            renamed,
        } = pool::load(c, &query)?;
        let key = |code: &str, version: u32| (code.to_owned(), version);
        let known: BTreeSet<(String, u32)> = candidates
            .iter()
            .map(|item| key(&item.code, item.version))
            .collect();
        let standing: BTreeSet<(String, u32)> = standing
            .iter()
            .flatten()
            .map(|position| key(&position.item, position.version))
            .collect();
        let mut before = std::mem::replace(&mut request.candidates, candidates);
        before.retain(|item| {
            let item = key(&item.code, item.version);
            standing.contains(&item) && !known.contains(&item)
        });
        request.candidates.extend(before);
        Ok(Self {
            request,
            known,
            renamed,
        })
    }
}
