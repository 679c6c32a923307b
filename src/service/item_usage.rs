//! Where an item is used, and how many have met it: by form, by class, by school.
//!
//! * A use is a form that is locked, or was sat before it was retired. Drafts are listed and not counted.
//! * Whoever was absent has met nothing; whoever is still expected at a sitting counts. A candidate of
//!   two sittings counts twice.
//! * The numbers are whole for everybody who may ask. Forms, classes and schools are named only where
//!   the caller has business with them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::classes::sees_school;
use super::item_sight::visible;
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::specification::school_term::SchoolTerm;
use crate::store::AnyConnection;
use crate::store::exposure::{self, Exposed};
use crate::store::item_usage::{self as rows, FormUseRow, SittingUseRow};

/// Any of these, at the item, lets ask.
const ASKERS: [Permission; 4] = [
    Permission::OperateItems,
    Permission::AssembleForms,
    Permission::WriteStatistics,
    Permission::ReadResults,
];

/// Where an item is used.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemUsage {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// All uses together.
    pub total: UseCounts,
    /// Forms that you may see, the newest first.
    pub forms: Vec<FormUse>,
    /// Classes that you may see.
    pub classes: Vec<ClassUse>,
    /// Schools that you may see.
    pub schools: Vec<SchoolUse>,
}

/// How much use.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct UseCounts {
    /// Forms that count as use.
    pub forms: usize,
    /// Sittings.
    pub sittings: usize,
    /// Attempts in which it was or will be met.
    pub exposed: u32,
    /// First day of a sitting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_on: Option<NaiveDate>,
    /// Last day of a sitting, planned ones too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_on: Option<NaiveDate>,
}

/// Use in a form.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormUse {
    /// The form.
    pub form_id: String,
    /// Its code.
    pub code: String,
    /// `draft`, `locked` or `retired`.
    pub state: String,
    /// Code of the specification.
    pub specification: String,
    /// Its version.
    pub specification_version: i32,
    /// Term it is for: the specification's, else the one it was locked in (`2026-27/1`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Version of the item.
    pub number: i32,
    /// Where it stands.
    pub position: i32,
    /// In which section.
    pub section: String,
    /// Its use; no form is counted for a draft.
    pub counts: UseCounts,
}

/// Use with a class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClassUse {
    /// The class.
    pub class_id: String,
    /// What the school calls it.
    pub code: String,
    /// Grade.
    pub grade: i32,
    /// School year.
    pub academic_year: String,
    /// The school.
    pub org_id: String,
    /// Its use.
    pub counts: UseCounts,
    /// Its sittings.
    pub sittings: Vec<SittingUse>,
}

/// Use in a sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingUse {
    /// The sitting.
    pub sitting_id: String,
    /// The form.
    pub form_id: String,
    /// The day.
    pub held_on: String,
    /// `open` or `closed`.
    pub state: String,
    /// Attempts in which it was or will be met.
    pub exposed: u32,
}

/// Use in a school.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SchoolUse {
    /// The school.
    pub org_id: String,
    /// Its code.
    pub code: String,
    /// How many of its classes.
    pub classes: usize,
    /// Its use.
    pub counts: UseCounts,
}

/// Where an item is used, for those who operate items, assemble forms, enter statistics or read results.
pub fn read_item_usage(services: &Services, call: &Call, id: &str) -> Answer<ItemUsage> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        let subject = &found.version.subject;
        let object = Object::of(&found.owner_path).subject(subject);
        if !ASKERS
            .iter()
            .any(|permission| call.may(*permission, &object))
        {
            let permission = Permission::OperateItems;
            return Err(Refusal::Denied { permission });
        }
        let used = Used::of(c, id)?;
        Ok(ItemUsage {
            item_id: found.item.id.clone(),
            code: found.item.code.clone(),
            total: used.total(),
            forms: used.forms(|form| names_form(call, form)),
            classes: used.classes(|school| names_school(call, school, subject)),
            schools: used.schools(|school| names_school(call, school, subject)),
        })
    })
}

/// True for constructors of its owner and whoever operates items there, where they may know of it.
pub(super) fn names_form(call: &Call, form: &FormUseRow) -> bool {
    let object = Object::of(&form.owner_path).subject(&form.subject);
    let may_know = call.may_know(&form.access, &form.created_by, &object);
    let askers = [
        Permission::AssembleForms,
        Permission::LockForms,
        Permission::OperateItems,
        Permission::ReadForms,
    ];
    // Readers of forms know no drafts.
    let readers = if form.state == "draft" { 2 } else { 4 };
    may_know && askers[..readers].iter().any(|p| call.may(*p, &object))
}

pub(super) fn names_school(call: &Call, school_path: &str, subject: &str) -> bool {
    let object = Object::of(school_path).subject(subject);
    sees_school(call, school_path) || ASKERS.iter().any(|p| call.may(*p, &object))
}

/// Everything that is known of the use of an item.
struct Used {
    forms: Vec<FormUseRow>,
    sittings: Vec<Met>,
}

/// A sitting with how many attempts meet the item there.
type Met = (SittingUseRow, u32);

impl Used {
    fn of(c: &mut AnyConnection, item_id: &str) -> Answer<Self> {
        let forms = rows::forms_with(c, item_id)?;
        let sections: BTreeMap<&str, &str> = forms
            .iter()
            .map(|form| (form.form_id.as_str(), form.section.as_str()))
            .collect();
        let exposed = exposure::by_sitting(c, Some(item_id))?;
        let attempts = |sitting: &SittingUseRow| {
            let section = sections.get(sitting.form_id.as_str()).copied();
            let met = |part: &&Exposed| section.is_some_and(|section| part.holds(section));
            let parts = exposed.get(&sitting.sitting_no).into_iter().flatten();
            parts.filter(met).map(|part| part.attempts).sum()
        };
        let sittings = rows::sittings_with(c, item_id)?.into_iter();
        let sittings = sittings.map(|sitting| {
            let attempts = attempts(&sitting);
            (sitting, attempts)
        });
        Ok(Self {
            sittings: sittings.collect(),
            forms,
        })
    }

    /// Sittings by what a key says of them.
    fn by<'a, K: Ord>(&'a self, key: impl Fn(&'a SittingUseRow) -> K) -> BTreeMap<K, Vec<&'a Met>> {
        let mut groups: BTreeMap<K, Vec<&Met>> = BTreeMap::new();
        for met in &self.sittings {
            groups.entry(key(&met.0)).or_default().push(met);
        }
        groups
    }

    fn total(&self) -> UseCounts {
        let sat: BTreeSet<&str> = self
            .sittings
            .iter()
            .map(|(s, _)| s.form_id.as_str())
            .collect();
        let uses = self
            .forms
            .iter()
            .filter(|form| is_use(form, sat.contains(form.form_id.as_str())));
        UseCounts {
            forms: uses.count(),
            ..counts(&self.sittings.iter().collect::<Vec<_>>())
        }
    }

    fn forms(&self, shown: impl Fn(&FormUseRow) -> bool) -> Vec<FormUse> {
        let by_form = self.by(|sitting| sitting.form_id.as_str());
        let forms = self.forms.iter().filter(|form| shown(form));
        forms
            .map(|form| {
                let sittings = by_form.get(form.form_id.as_str());
                let sittings = sittings.map(Vec::as_slice).unwrap_or_default();
                FormUse {
                    form_id: form.form_id.clone(),
                    code: form.form_code.clone(),
                    state: form.state.clone(),
                    specification: form.specification.clone(),
                    specification_version: form.specification_version,
                    term: term_of(form).map(|term| term.to_string()),
                    number: form.number,
                    position: form.position,
                    section: form.section.clone(),
                    counts: UseCounts {
                        forms: usize::from(is_use(form, !sittings.is_empty())),
                        ..counts(sittings)
                    },
                }
            })
            .collect()
    }

    /// Classes by school and what the school calls them.
    fn classes(&self, shown: impl Fn(&str) -> bool) -> Vec<ClassUse> {
        let by_class = self.by(|s| {
            (
                s.org_code.as_str(),
                s.class_code.as_str(),
                s.class_id.as_str(),
            )
        });
        let class = |sittings: Vec<&Met>| {
            let (first, _) = sittings
                .first()
                .filter(|(first, _)| shown(&first.org_path))?;
            Some(ClassUse {
                class_id: first.class_id.clone(),
                code: first.class_code.clone(),
                grade: first.grade,
                academic_year: first.academic_year.clone(),
                org_id: first.org_id.clone(),
                counts: counts(&sittings),
                sittings: sittings.iter().map(|met| sitting_use(met)).collect(),
            })
        };
        by_class.into_values().filter_map(class).collect()
    }

    /// Schools by code.
    fn schools(&self, shown: impl Fn(&str) -> bool) -> Vec<SchoolUse> {
        let by_school = self.by(|s| (s.org_code.as_str(), s.org_id.as_str()));
        let school = |sittings: Vec<&Met>| {
            let (first, _) = sittings
                .first()
                .filter(|(first, _)| shown(&first.org_path))?;
            let classes: BTreeSet<&str> =
                sittings.iter().map(|(s, _)| s.class_id.as_str()).collect();
            Some(SchoolUse {
                org_id: first.org_id.clone(),
                code: first.org_code.clone(),
                classes: classes.len(),
                counts: counts(&sittings),
            })
        };
        by_school.into_values().filter_map(school).collect()
    }
}

fn counts(sittings: &[&Met]) -> UseCounts {
    let forms: BTreeSet<&str> = sittings.iter().map(|(s, _)| s.form_id.as_str()).collect();
    let days = || {
        sittings
            .iter()
            .filter_map(|(sitting, _)| sitting.held_on.parse().ok())
    };
    UseCounts {
        forms: forms.len(),
        sittings: sittings.len(),
        exposed: sittings.iter().map(|(_, attempts)| attempts).sum(),
        first_on: days().min(),
        last_on: days().max(),
    }
}

fn is_use(form: &FormUseRow, sat: bool) -> bool {
    form.state == "locked" || (form.state == "retired" && sat)
}

fn sitting_use((sitting, exposed): &Met) -> SittingUse {
    SittingUse {
        sitting_id: sitting.id.clone(),
        form_id: sitting.form_id.clone(),
        held_on: sitting.held_on.clone(),
        state: sitting.state.clone(),
        exposed: *exposed,
    }
}

fn term_of(form: &FormUseRow) -> Option<SchoolTerm> {
    let said = SchoolTerm::of(Some(&form.academic_year), u8::try_from(form.term).ok());
    said.or_else(|| Some(SchoolTerm::of_date(form.locked_at?.date())))
}
