//! From what was asked for to a whole request with its candidates, and back from a kept run.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{Answer, Call, Refusal, Services};
use super::cohort::{Cohort, members_of};
use super::given::{anchors, given_items};
use super::shared::{owner_of_run, shared_with};
use super::version::specification;
use super::view::CreateAssemblyRun;
use crate::assembly::candidate::Candidate;
use crate::assembly::mode::Mode;
use crate::assembly::panel::PANEL_COMPONENT;
use crate::assembly::request::{Anchor, GivenItem, Limits, Options, Request};
use crate::bank::Language;
use crate::identity::{Permission, Scope, SharedRule, scope};
use crate::specification::component::parameters::Given;
use crate::specification::component::{Component, components};
use crate::specification::document::{ObjectiveKind, SpecificationDocument};
use crate::specification::school_term::SchoolTerm;
use crate::store::assembly::{self as rows, AssemblyRunRow, SpecificationVersion};
use crate::store::past_use::PastQuery;
use crate::store::pool::{self, LoadedPool, PoolQuery};
use crate::store::{AnyConnection, blobs, failure};

/// What is kept of the request beside the columns of the run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The chosen subject, where the component leaves it open.
    subject: Option<String>,
    #[serde(default, skip_serializing_if = "Given::is_empty")]
    given: Given,
    options: Options,
    limits: Limits,
    /// Whom the forms are for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cohort: Option<Cohort>,
    /// What is made.
    #[serde(default, skip_serializing_if = "Mode::is_forms")]
    mode: Mode,
}

/// The whole request of a run as it was made, for its job and for locking its forms. Without
/// candidates where they are not asked for.
pub(in crate::service) fn request_of_run(
    c: &mut AnyConnection,
    row: &AssemblyRunRow,
    with_candidates: bool,
) -> Answer<(SpecificationVersion, Request)> {
    let version = rows::specification_versions(c, &row.specification_id)?
        .into_iter()
        .find(|v| v.version == row.specification_version)
        .ok_or_else(|| Refusal::Internal("the specification of a run is gone".into()))?;
    let kept: Kept = failure::read_json(&row.options)?;
    let candidates = match with_candidates {
        true => snapshot(c, &row.snapshot_hash)?,
        false => Vec::new(),
    };
    let request = Request {
        document: failure::read_json(&version.document)?,
        component: row.component.clone(),
        subject: kept.subject,
        languages: failure::read_json(&row.languages)?,
        candidates,
        given: kept.given,
        options: kept.options,
        limits: kept.limits,
    };
    Ok((version, request))
}

/// A request with where it comes from.
pub(in crate::service) struct Asked {
    pub(in crate::service) specification: SpecificationVersion,
    /// Whose the run and its forms are: the specification's owner, or the partner it is shared with.
    pub(in crate::service) owner_org: String,
    pub(in crate::service) request: Request,
    /// What was sent.
    pub(super) input: CreateAssemblyRun,
    /// Subject of the forms; '' for none.
    pub(in crate::service) subject: String,
    /// Code in the pool → item id, for the codes that had to be changed.
    pub(super) renamed: BTreeMap<String, String>,
    pub(super) kept: Kept,
}

/// What a request rests on beside what was sent.
pub(in crate::service) struct Sources {
    /// The specification's version.
    pub(in crate::service) version: SpecificationVersion,
    /// Whose the run and its forms are.
    pub(in crate::service) owner_org: String,
    /// Its path.
    pub(in crate::service) path: String,
    /// Items that may be taken.
    pub(in crate::service) scope: Scope,
    /// Items of other organisations that may be taken.
    pub(in crate::service) shared: Vec<SharedRule>,
    /// Whom the forms are for.
    pub(in crate::service) cohort: Option<Vec<String>>,
    /// Items of an earlier form.
    pub(in crate::service) anchors: Vec<Anchor>,
    /// Items that stand in the form already.
    pub(in crate::service) given_items: Vec<GivenItem>,
}

/// The whole request; refuses who may not assemble for the owner of the specification.
pub(super) fn request_of(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<Asked> {
    let (version, path) = specification(services, c, call, input)?;
    let document: SpecificationDocument = failure::read_json(&version.document)?;
    let subject = subject_of(chosen(&components(&document), input), input);
    let (owner_org, path) = owner_of_run(call, &version, &document, path, &subject)?;
    let shared = shared_with(call, &owner_org);
    let cohort = input.cohort.as_ref();
    let sources = Sources {
        version,
        owner_org,
        shared,
        scope: scope(
            &call.actor,
            Permission::ReadItems,
            Permission::ReadSecureItems,
        ),
        cohort: cohort
            .map(|cohort| members_of(c, call, cohort))
            .transpose()?,
        anchors: anchors(c, call, input)?,
        given_items: given_items(c, call, input)?,
        path,
    };
    asked(services, c, sources, input)
}

/// The subject of the forms; '' for none.
fn subject_of(component: Option<&Component>, input: &CreateAssemblyRun) -> String {
    component
        .and_then(|component| component.subject.clone())
        .or_else(|| input.subject.clone())
        .unwrap_or_default()
}

/// The request with its candidates, whoever asks.
pub(in crate::service) fn asked(
    services: &Services,
    c: &mut AnyConnection,
    sources: Sources,
    input: &CreateAssemblyRun,
) -> Answer<Asked> {
    let document: SpecificationDocument = failure::read_json(&sources.version.document)?;
    let all = components(&document);
    let component = chosen(&all, input);
    let subject = subject_of(component, input);
    let on = input.held_on.unwrap_or(services.now().date_naive());
    let cohort = sources.cohort.as_deref();
    // The modules of a panel are filled from one pool.
    let asking: &[Component] = match input.mode {
        Mode::Panel { .. } => &all,
        _ => component.map(std::slice::from_ref).unwrap_or_default(),
    };
    let any = |asks: &dyn Fn(&Component) -> bool| asking.iter().any(asks);
    let LoadedPool {
        candidates,
        renamed,
    } = match component {
        Some(component) => pool::load(
            c,
            &PoolQuery {
                subject: &subject,
                grade: input.grade.or(component.grade),
                help: any(&|one| one.needs.hint || one.needs.explanation),
                owner_path: &sources.path,
                scope: &sources.scope,
                shared: &sources.shared,
                past: past_query(component, on, cohort),
                parameters: any(&Component::asks_parameters),
                discrimination: any(&|one| one.speaks_of(pool::DISCRIMINATION)),
            },
        )?,
        None => LoadedPool::default(),
    };
    let only_set = component
        .map(|component| component.language_sets.as_slice())
        .and_then(|sets| <&[Vec<Language>; 1]>::try_from(sets).ok())
        .map(|[set]| set.clone());
    let request = Request {
        component: match input.mode {
            Mode::Panel { .. } => PANEL_COMPONENT.to_owned(),
            _ => component
                .map(|component| component.id.clone())
                .or_else(|| input.component.clone())
                .unwrap_or_default(),
        },
        subject: input.subject.clone(),
        languages: input.languages.clone().or(only_set).unwrap_or_default(),
        candidates,
        given: given(input),
        options: Options {
            anchors: sources.anchors,
            given_items: sources.given_items,
            asked_in: component.and_then(|component| asked_in(on, component)),
            asked_on: component.and_then(|component| asked_on(on, component)),
            cohort: cohort.map(|ids| u32::try_from(ids.len()).unwrap_or(u32::MAX)),
            ..options(input)
        },
        limits: limits(services, input),
        document,
    };
    let kept = Kept {
        subject: request.subject.clone(),
        given: request.given.clone(),
        options: request.options.clone(),
        limits: request.limits,
        cohort: input.cohort.clone(),
        mode: input.mode.clone(),
    };
    Ok(Asked {
        input: input.clone(),
        specification: sources.version,
        owner_org: sources.owner_org,
        request,
        subject,
        renamed,
        kept,
    })
}

/// The component that a request means.
pub(in crate::service) fn chosen<'a>(
    all: &'a [Component],
    input: &CreateAssemblyRun,
) -> Option<&'a Component> {
    match (&input.component, all) {
        // What modules have in common the first one tells, too.
        _ if matches!(input.mode, Mode::Panel { .. }) => all.first(),
        (None, [only]) => Some(only),
        // Profiles are told apart by the grade alone.
        (None, all) if all.iter().all(|component| component.grades.is_some()) => {
            let grade = input.grade?;
            all.iter().find(|component| component.is_for(Some(grade)))
        }
        (None, _) => None,
        (Some(id), _) => all.iter().find(|component| component.id == *id),
    }
}

fn given(input: &CreateAssemblyRun) -> Given {
    Given {
        grade: input.grade,
        term: input.term,
        lesson: input.lesson.clone(),
    }
}

fn options(input: &CreateAssemblyRun) -> Options {
    Options {
        forms: input.forms,
        overlap_max: input.overlap,
        forced: input.forced.clone(),
        blocked: input.blocked.clone(),
        anchors: Vec::new(),
        seed: u64::from(input.seed),
        phases: input.phases.clone(),
        ..Options::default()
    }
}

/// What of past use the component and the cohort ask for.
pub(super) fn past_query<'a>(
    component: &Component,
    on: NaiveDate,
    cohort: Option<&'a [String]>,
) -> PastQuery<'a> {
    let requirement = &component.bank_requirement;
    let terms = component.constraints.exclude_used_terms.is_some();
    PastQuery {
        uses: terms
            || requirement.limits_use()
            || component.aims_at(ObjectiveKind::MinimumUse)
            || component.aims_at(ObjectiveKind::MinimumExposure),
        exposure: requirement.max_exposure.is_some()
            || component.aims_at(ObjectiveKind::MinimumExposure),
        on,
        cohort: cohort.unwrap_or_default(),
    }
}

/// The term of the day, where past use is told from it.
fn asked_in(on: NaiveDate, component: &Component) -> Option<SchoolTerm> {
    component.constraints.exclude_used_terms?;
    component
        .school_term
        .is_none()
        .then(|| SchoolTerm::of_date(on))
}

/// The day, where it is asked how long ago items were used.
fn asked_on(on: NaiveDate, component: &Component) -> Option<NaiveDate> {
    component.bank_requirement.min_days_between_uses.map(|_| on)
}

fn limits(services: &Services, input: &CreateAssemblyRun) -> Limits {
    let usual = Limits::default();
    let longest = services.limits.solve_s as f64;
    Limits {
        gap: input.gap.unwrap_or(usual.gap),
        wall_clock_guard_s: input
            .time_limit_s
            .unwrap_or(usual.wall_clock_guard_s)
            .min(longest),
        ..usual
    }
}

fn snapshot(c: &mut AnyConnection, hash: &str) -> Answer<Vec<Candidate>> {
    let gone = || Refusal::Internal(format!("snapshot {hash} is gone"));
    snapshot_of(c, hash)?.ok_or_else(gone)
}

/// The candidates of a run; `None` where there was no run with such candidates.
pub(super) fn snapshot_of(c: &mut AnyConnection, hash: &str) -> Answer<Option<Vec<Candidate>>> {
    let read = |bytes: Vec<u8>| {
        serde_json::from_slice(&bytes)
            .map_err(|e| Refusal::Internal(format!("snapshot {hash} does not read: {e}")))
    };
    blobs::read(c, hash)?.map(read).transpose()
}
