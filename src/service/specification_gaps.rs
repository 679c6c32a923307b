//! What the bank lacks for a specification, row by row, for those who write for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::assembly::shared_with;
use super::assignment_rows::{AssignedRow, competent, grant_missing, named_component};
use super::{Answer, Call, Refusal, Services, specifications};
use crate::assembly::eligible::Context;
use crate::assembly::gaps::gaps;
use crate::assembly::request::Options;
use crate::assembly::rules::RuleSet;
use crate::bank::Language;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::specification::component::parameters::Given;
use crate::store::AnyConnection;
use crate::store::assignments;
use crate::store::past_use::PastQuery;
use crate::store::pool::{self, PoolQuery};

/// Which part of a specification is looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GapQuery {
    /// Component of a battery; the only one where there is only one.
    #[serde(default)]
    pub component: Option<String>,
    /// Subject, where the component leaves it open.
    #[serde(default)]
    pub subject: Option<String>,
    /// Grade, where the component leaves it open.
    #[serde(default)]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term, where the component leaves it open.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Lesson, where the component leaves it open.
    #[serde(default)]
    pub lesson: Option<String>,
    /// Items that are there in this language; all languages of the test without it.
    #[serde(default)]
    pub language: Option<Language>,
}

/// The gaps of a component.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SpecificationGaps {
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub version: u32,
    /// Component.
    pub component: String,
    /// Subject.
    pub subject: String,
    /// Languages that an item has to be in.
    pub languages: Vec<Language>,
    /// Forms that the specification asks for.
    pub forms: usize,
    /// Rows in order.
    pub rows: Vec<GapRow>,
}

/// A row with what it needs and what there is. Items count that the caller may see, each once, by its
/// version that has come furthest; where a form takes one of a clone family, no more of one count than there
/// are forms.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GapRow {
    /// What the items have to be.
    pub row: AssignedRow,
    /// Different items that all forms need together.
    pub need: usize,
    /// In use; in a row of a pilot block: in pilot.
    pub live: usize,
    /// Approved or in pilot.
    pub approved: usize,
    /// In review.
    pub in_review: usize,
    /// Drafts.
    pub draft: usize,
    /// Fit but for a language that is missing or stale.
    pub untranslated: usize,
    /// Offered to developers or accepted by them.
    pub assigned: usize,
    /// What nobody has begun.
    pub missing: usize,
}

/// The gaps of a version that the caller sees and writes for, assigns for or assembles to.
pub fn read_specification_gaps(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    query: &GapQuery,
) -> Answer<SpecificationGaps> {
    services.read(|c| gaps_of(services, c, call, (id, version), query))
}

/// The same on a connection.
pub(super) fn gaps_of(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    (id, version): (&str, u32),
    query: &GapQuery,
) -> Answer<SpecificationGaps> {
    let found = specifications::usable(c, call, id, version)?;
    let component = named_component(&found.document, query.component.as_deref());
    let component = component.map_err(Refusal::invalid)?;
    let given = Given {
        grade: query.grade,
        term: query.term,
        lesson: query.lesson.clone(),
    };
    let component = component.with(&given).map_err(Refusal::Invalid)?;
    let subject = match (&component.subject, &query.subject) {
        (Some(fixed), _) => fixed.clone(),
        (None, Some(asked)) => asked.clone(),
        (None, None) if component.choices.is_empty() => String::new(),
        (None, None) => {
            let finding = Finding::error("subject_choice_missing", "/subject");
            let known = component.choices.join(", ");
            return Err(Refusal::invalid(finding.with("known", known)));
        }
    };
    let path = found.owner_path.as_str();
    let language = query.language.as_ref().map(Language::as_str);
    let object = Object::of(path).subject(&subject);
    let is_staff = [Permission::AssignItems, Permission::AssembleForms]
        .iter()
        .any(|permission| call.may(*permission, &object));
    if !is_staff && !competent(&call.actor, (path, &subject, language)) {
        let finding = grant_missing("", (path, &subject, language));
        return Err(Refusal::Forbidden(vec![finding]));
    }
    let languages = match &query.language {
        Some(language) => vec![language.clone()],
        None => component.language_sets.first().cloned().unwrap_or_default(),
    };
    let shared = shared_with(call, &found.summary.owner_org);
    let pool = pool::load(
        c,
        &PoolQuery {
            subject: &subject,
            grade: component.grade,
            owner_path: path,
            help: component.needs.hint || component.needs.explanation,
            scope: &scope(
                &call.actor,
                Permission::ReadItems,
                Permission::ReadSecureItems,
            ),
            shared: &shared,
            past: PastQuery::nothing(services.now().date_naive()),
            parameters: component.asks_parameters(),
            discrimination: component.speaks_of(pool::DISCRIMINATION),
        },
    )?;
    let number = i32::try_from(version).unwrap_or(i32::MAX);
    let assigned = assignments::open_items(c, id, number, &component.id)?;
    let options = Options::default();
    let context = Context {
        component: &component,
        subject: &subject,
        languages: &languages,
        options: &options,
        rules: RuleSet::none(),
    };
    let rows = component.rows.iter().zip(gaps(&context, &pool.candidates));
    let rows = rows.map(|(row, gap)| GapRow {
        missing: gap.missing(),
        need: gap.need,
        live: gap.live,
        approved: gap.approved,
        in_review: gap.in_review,
        draft: gap.draft,
        untranslated: gap.untranslated,
        assigned: {
            let of_row = assigned.iter().filter(|(id, _)| *id == row.id);
            of_row
                .map(|(_, items)| usize::try_from(*items).unwrap_or(0))
                .sum()
        },
        row: AssignedRow::of(row),
    });
    Ok(SpecificationGaps {
        specification_id: id.to_owned(),
        version,
        rows: rows.collect(),
        forms: context.forms(),
        component: component.id.clone(),
        subject,
        languages,
    })
}
