//! Whether a school may draw: for its own class, inside the window, in a language and for a grade that
//! fit, no more often than is allowed.

use chrono::{Days, NaiveDate};

use super::super::assembly::{CreateAssemblyRun, chosen};
use super::super::classes::seen_class;
use super::super::published_documents::all_holding;
use super::super::specifications::succession::over_for_assembly;
use super::super::{Answer, Call, Refusal, Services, organisations};
use super::view::{DrawForm, view};
use crate::assembly::mode::Mode;
use crate::bank::Language;
use crate::bank::phase::Phase;
use crate::curriculum::calendar::CalendarDocument;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::component::{Component, components};
use crate::specification::document::{DrawRule, Languages, SpecAccess, SpecificationDocument};
use crate::specification::draw_window::DrawWindow;
use crate::store::assembly::{self as runs, SpecificationVersion};
use crate::store::classes::{self, ClassRow};
use crate::store::{AnyConnection, failure, form_draws as rows};

/// A draw that is allowed.
pub(super) struct Allowed {
    pub(super) class: ClassRow,
    /// Ids of the members.
    pub(super) members: Vec<String>,
    pub(super) version: SpecificationVersion,
    /// Path of the specification's owner.
    pub(super) owner_path: String,
    pub(super) rule: DrawRule,
    pub(super) component: String,
    pub(super) subject: String,
    pub(super) language: Language,
    pub(super) held_on: NaiveDate,
    /// Which draw of the class it is.
    pub(super) number: i32,
    pub(super) run: CreateAssemblyRun,
}

impl Allowed {
    /// First day of the copies of a secure form.
    pub(super) fn opens_on(&self) -> NaiveDate {
        let before = Days::new(u64::from(self.rule.copy_days_before));
        self.held_on
            .checked_sub_days(before)
            .unwrap_or(self.held_on)
    }
}

/// Everything that forbids it at once, once it is clear whose class it is.
pub(super) fn allowed(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &DrawForm,
) -> Answer<Allowed> {
    let (class, school_path) = own_class(c, call, &input.class_id)?;
    let (version, owner_path) = published(c, call, &school_path, input)?;
    let named = (version.id.as_str(), version.version);
    if let Some(over) = over_for_assembly(c, call, named, services.now().naive_utc())? {
        return Err(Refusal::conflict(over.under("/specification_id")));
    }
    let document: SpecificationDocument = failure::read_json(&version.document)?;
    let Some(rule) = document.draws.clone() else {
        let finding = Finding::error("draw_not_offered", "/specification_id");
        return Err(Refusal::conflict(
            finding.with("specification", document.id.as_str()),
        ));
    };
    let run = run_of(input, &class, &document, version.version);
    let all = components(&document);
    let component = chosen(&all, &run).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|component| component.id.as_str()).collect();
        let wanted = input.component.as_deref().unwrap_or_default();
        let finding = Finding::error("component_unknown", "/component");
        Refusal::invalid(
            finding
                .with("component", wanted)
                .with("known", known.join(", ")),
        )
    })?;
    let subject = subject_of(component, input)?;
    let object = Object::of(&school_path).subject(&subject);
    call.require(Permission::ManageSittings, &object)?;
    let today = organisations::today(services, c, &class.owner_org)?;
    let held_on = input.held_on.unwrap_or(today);
    let calendars = all_holding::<CalendarDocument>(c, &school_path)?;
    let window = DrawWindow::of(&document, &rule, calendars.values());
    let mut findings = window_findings(window, today, held_on);
    let (language, unfit) = fitting(&document, component, &class, input);
    findings.extend(unfit);
    let members: Vec<String> = classes::members(c, &class.id)?
        .into_iter()
        .map(|member| member.id)
        .collect();
    if members.is_empty() {
        findings.push(Finding::error("class_empty", "/class_id"));
    }
    let drawn = rows::of_class(c, &class.id, (&version.id, &component.id, &subject))?;
    let number = drawn.last().map_or(1, |last| last.number + 1);
    let mut counted = 0;
    for row in drawn {
        counted += u32::from(view(c, row)?.counts());
    }
    if counted >= rule.per_class {
        let finding = Finding::error("draws_used_up", "/class_id");
        findings.push(finding.with("drawn", counted).with("most", rule.per_class));
    }
    let Some(language) = language.filter(|_| findings.is_empty()) else {
        return Err(Refusal::Conflict(findings));
    };
    Ok(Allowed {
        run: CreateAssemblyRun {
            languages: Some(vec![language.clone()]),
            held_on: Some(held_on),
            ..run
        },
        component: component.id.clone(),
        class,
        members,
        version,
        owner_path,
        rule,
        subject,
        language,
        held_on,
        number,
    })
}

/// A class that the caller has no business with and one that does not exist answer alike.
fn own_class(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(ClassRow, String)> {
    seen_class(c, call, id).map_err(|refusal| match refusal {
        Refusal::NotFound { .. } => {
            Refusal::Forbidden(vec![Finding::error("draw_class_not_own", "/class_id")])
        }
        other => other,
    })
}

/// The published version that is drawn from: a public one of an organisation above the school, or one
/// of an owner whose specifications the caller reads as staff.
fn published(
    c: &mut AnyConnection,
    call: &Call,
    school_path: &str,
    input: &DrawForm,
) -> Answer<(SpecificationVersion, String)> {
    let id = input.specification_id.as_str();
    let unknown = |pointer: &str, value: String| {
        Refusal::invalid(Finding::error("reference_unknown", pointer).with("value", value))
    };
    let versions = runs::specification_versions(c, id)?;
    let Some(first) = versions.first() else {
        return Err(unknown("/specification_id", id.to_owned()));
    };
    let path = organisations::path_of(c, &first.owner_org)?;
    let staff = call.may(Permission::AssembleForms, &Object::of(&path));
    let mut seen = Vec::new();
    for version in versions.into_iter().filter(|v| v.state == "published") {
        let document: SpecificationDocument = failure::read_json(&version.document)?;
        let public = document.access.spec == SpecAccess::Public && school_path.starts_with(&path);
        if public || staff {
            seen.push(version);
        }
    }
    if seen.is_empty() {
        return Err(unknown("/specification_id", id.to_owned()));
    }
    let wanted = |version: &SpecificationVersion| {
        let number = u32::try_from(version.version).ok();
        input.version.is_none() || input.version == number
    };
    let value = input.version.map_or(String::new(), |v| v.to_string());
    let found = seen.into_iter().find(wanted);
    let found = found.ok_or_else(|| unknown("/version", value))?;
    Ok((found, path))
}

/// The run that would assemble the form.
fn run_of(
    input: &DrawForm,
    class: &ClassRow,
    document: &SpecificationDocument,
    version: i32,
) -> CreateAssemblyRun {
    let asked = document.parameters.clone().unwrap_or_default();
    let by_grade = asked.grade.is_some() || !document.profiles.is_empty();
    let grade = u8::try_from(class.grade).ok().filter(|_| by_grade);
    CreateAssemblyRun {
        specification_id: input.specification_id.clone(),
        version: u32::try_from(version).ok(),
        component: input.component.clone(),
        subject: input.subject.clone(),
        languages: None,
        grade,
        term: input.term,
        lesson: input.lesson.clone(),
        anchor_form: None,
        anchors: Vec::new(),
        given_items: Vec::new(),
        given_form: None,
        mode: Mode::Forms,
        forms: Some(1),
        overlap: None,
        seed: 0,
        forced: Vec::new(),
        blocked: Vec::new(),
        cohort: None,
        held_on: None,
        phases: vec![Phase::Live],
        gap: None,
        time_limit_s: None,
    }
}

fn subject_of(component: &Component, input: &DrawForm) -> Answer<String> {
    let known = || component.choices.join(", ");
    match (&component.subject, &input.subject) {
        (Some(fixed), None) => Ok(fixed.clone()),
        (Some(fixed), Some(subject)) if fixed == subject => Ok(fixed.clone()),
        (Some(fixed), Some(subject)) => Err(Refusal::invalid(
            Finding::error("subject_is_fixed", "/subject")
                .with("subject", subject.as_str())
                .with("known", fixed.as_str()),
        )),
        (None, None) if component.asks_subject() => Err(Refusal::invalid(
            Finding::error("subject_choice_missing", "/subject")
                .with("known", Some(known()).filter(|known| !known.is_empty())),
        )),
        (None, chosen) => Ok(chosen.clone().unwrap_or_default()),
    }
}

fn window_findings(window: DrawWindow, today: NaiveDate, held_on: NaiveDate) -> Vec<Finding> {
    let told = |code: &'static str, pointer: &str, day: NaiveDate| {
        let text = |day: Option<NaiveDate>| day.map_or("–".to_owned(), |day| day.to_string());
        Finding::error(code, pointer)
            .with("day", day.to_string())
            .with("from", text(window.from))
            .with("to", text(window.to))
    };
    let mut findings = Vec::new();
    if window.opens_after(today) {
        findings.push(told("draw_before_window", "", today));
    }
    if window.closed_before(today) {
        findings.push(told("draw_after_window", "", today));
    }
    if held_on < today || window.closed_before(held_on) {
        findings.push(told("draw_day_unfit", "/held_on", held_on));
    }
    findings
}

/// The language of the form, and everything about class and language that does not fit the test.
fn fitting(
    document: &SpecificationDocument,
    component: &Component,
    class: &ClassRow,
    input: &DrawForm,
) -> (Option<Language>, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Some(grade) = component
        .grade
        .filter(|grade| i32::from(*grade) != class.grade)
    {
        let finding = Finding::error("class_grade_unfit", "/class_id");
        findings.push(finding.with("grade", class.grade).with("needed", grade));
    }
    let year = document.academic_year.as_ref();
    if let Some(year) = year.filter(|year| **year != class.academic_year) {
        let finding = Finding::error("class_year_unfit", "/class_id");
        let finding = finding.with("year", class.academic_year.as_str());
        findings.push(finding.with("needed", year.as_str()));
    }
    let instruction = &document.languages.instruction;
    if !instruction.iter().any(|l| l.as_str() == class.language) {
        let finding = Finding::error("class_language_unfit", "/class_id");
        let finding = finding.with("language", class.language.as_str());
        findings.push(finding.with("needed", listed(instruction)));
    }
    let offered: Vec<Language> = component.language_sets.concat();
    let own = offered.iter().find(|l| l.as_str() == class.language);
    let language = match (&input.language, offered.as_slice()) {
        (Some(language), _) => Some(language.clone()),
        (None, [only]) => Some(only.clone()),
        (None, _) => own.cloned(),
    };
    let same = document.languages.test == Languages::SAME;
    let fits = language.as_ref().is_some_and(|language| {
        offered.contains(language) && (!same || language.as_str() == class.language)
    });
    if !fits {
        let needed = own
            .filter(|_| same)
            .map_or(listed(&offered), Language::to_string);
        let finding = Finding::error("sitting_language_unfit", "/language")
            .with("language", language.as_ref().map_or("", Language::as_str))
            .with("offered", listed(&offered));
        findings.push(finding.with("needed", needed));
    }
    (language, findings)
}

fn listed(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::as_str).collect();
    codes.join(", ")
}
