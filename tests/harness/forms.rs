//! A locked form as its rows say it, for tests of what comes after locking. The way there (bank,
//! specification, assembly) has tests of its own.

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::document::{self, Format};
use synaq::store::schema as t;
use synaq::store::{StoreError, blobs};

use super::api::Service;

/// A task: section, content, texts in Kazakh. Tasks of the section `pilot` never count.
pub type Task = (&'static str, Value, Value);

/// What a form is for.
pub struct FormOf {
    /// Code of the specification.
    pub specification: &'static str,
    /// Kind of assessment.
    pub kind: &'static str,
    /// Subject code.
    pub subject: &'static str,
    /// Tasks in order.
    pub tasks: Vec<Task>,
    /// `draft` or `locked`.
    pub state: &'static str,
    /// Keys of the specification beside the usual ones.
    pub more: Value,
    /// Component of a battery.
    pub component: &'static str,
    /// Stimuli that tasks hang on.
    pub stimuli: Vec<Value>,
    /// Id of a form to whose specification this one is made too; one of its own when absent.
    pub beside: Option<String>,
}

impl FormOf {
    /// A locked SAT in Kazakh L2, grade 7, term 1, for Russian-medium classes.
    pub fn sat(tasks: Vec<Task>) -> Self {
        Self {
            specification: "sat-g7-kazakh-l2-t1",
            kind: "SAT",
            subject: "kazakh_l2",
            tasks,
            state: "locked",
            more: json!({}),
            component: "test",
            stimuli: Vec::new(),
            beside: None,
        }
    }
}

/// A multiple-choice task of 1 point with key `b`.
pub fn choice(section: &'static str) -> Task {
    let content = json!({
        "type": "MCQ", "subject": "kazakh_l2", "grade_min": 7, "grade_max": 7, "points": 1,
        "objectives": ["7.1.1.1"], "criteria": ["C1"], "thinking": "KU",
        "parts": [{"id": "a", "points": 1, "options": ["a", "b", "c"], "key": {"correct": ["b"]}}]
    });
    let options = json!({"a": "бір", "b": "екі", "c": "үш"});
    let texts = json!({
        "stem": "Дұрысын таңдаңыз", "hint": "HINT-TEXT", "explanation": "EXPLANATION-TEXT",
        "parts": {"a": {"options": options, "rationales": {"b": "RATIONALE-TEXT"}}}
    });
    (section, content, texts)
}

/// An open task with descriptors of one point each.
pub fn open(section: &'static str, descriptors: usize) -> Task {
    let ids: Vec<String> = (1..=descriptors).map(|n| format!("d{n}")).collect();
    let listed: Vec<Value> = ids
        .iter()
        .map(|id| json!({"id": id, "points": 1, "criterion": "C2"}))
        .collect();
    let content = json!({
        "type": "EA", "subject": "kazakh_l2", "grade_min": 7, "grade_max": 7, "points": descriptors,
        "objectives": ["7.3.2.1"], "criteria": ["C2"], "thinking": "AP",
        "parts": [{"id": "a", "points": descriptors,
            "scheme": {"kind": "analytic", "descriptors": listed}}]
    });
    let said: serde_json::Map<String, Value> = ids
        .iter()
        .map(|id| (id.clone(), json!(format!("{id} орындайды"))))
        .collect();
    let texts = json!({
        "stem": "Жазыңыз", "marking_notes": "Емлеге назар аударыңыз",
        "parts": {"a": {"descriptors": said, "sample_answer": "Үлгі жауап"}}
    });
    (section, content, texts)
}

/// An open task marked as a whole.
pub fn whole(section: &'static str, points: i64) -> Task {
    let content = json!({
        "type": "EA", "subject": "kazakh_l2", "grade_min": 7, "grade_max": 7, "points": points,
        "objectives": ["7.3.2.1"], "criteria": ["C2"], "thinking": "HO",
        "parts": [{"id": "a", "points": points, "scheme": {"kind": "banded", "bands": [
            {"id": "b1", "min": 0, "max": points}
        ]}}]
    });
    let texts = json!({"stem": "Жазыңыз", "parts": {"a": {"bands": {"b1": "кез келген"}}}});
    (section, content, texts)
}

impl Service {
    /// A form in rows; its id.
    pub fn form(&self, owner_org: &str, form: FormOf) -> String {
        let id = self.services.new_id();
        let of = form.beside.clone().unwrap_or_else(|| id.clone());
        let pinned = pinned(&form);
        let now = self.services.now().naive_utc();
        let written: Result<(), StoreError> = self.services.db.write(|c| {
            blobs::keep(c, "snapshot", "application/json", b"{}", now)?;
            if form.beside.is_none() {
                self.specification_of(c, owner_org, &id, &form, now)?;
            }
            self.run_of(c, owner_org, (&id, &of), now)?;
            diesel::insert_into(t::forms::table)
                .values((
                    (
                        t::forms::id.eq(&id),
                        t::forms::owner_org.eq(owner_org),
                        t::forms::code.eq(format!("form-{id}")),
                        t::forms::run_id.eq(&id),
                        t::forms::specification_id.eq(&of),
                        t::forms::specification_version.eq(1),
                        t::forms::component.eq(form.component),
                        t::forms::label.eq("A"),
                        t::forms::languages.eq("[\"kk\"]"),
                        t::forms::access.eq("restricted"),
                        t::forms::subject.eq(form.subject),
                    ),
                    (
                        t::forms::state.eq(form.state),
                        t::forms::fingerprint.eq("f".repeat(64)),
                        t::forms::max_score.eq(0_i64),
                        t::forms::document.eq("{}"),
                        t::forms::pinned.eq(if form.state == "draft" {
                            String::new()
                        } else {
                            pinned
                        }),
                        t::forms::revision.eq(1),
                        t::forms::created_by.eq("test"),
                        t::forms::created_at.eq(now),
                        t::forms::locked_by.eq("test"),
                        t::forms::locked_at.eq(now),
                    ),
                ))
                .execute(c)?;
            Ok(())
        });
        written.expect("the form's rows fit");
        id
    }

    fn specification_of(
        &self,
        c: &mut synaq::store::AnyConnection,
        owner_org: &str,
        id: &str,
        form: &FormOf,
        now: chrono::NaiveDateTime,
    ) -> Result<(), StoreError> {
        let specification = specification(form).to_string();
        diesel::insert_into(t::specifications::table)
            .values((
                t::specifications::id.eq(id),
                t::specifications::owner_org.eq(owner_org),
                t::specifications::code.eq(format!("{}-{id}", form.specification)),
                t::specifications::created_by.eq("test"),
                t::specifications::created_at.eq(now),
            ))
            .execute(c)?;
        diesel::insert_into(t::specification_versions::table)
            .values((
                (
                    t::specification_versions::specification_id.eq(id),
                    t::specification_versions::version.eq(1),
                    t::specification_versions::state.eq("published"),
                    t::specification_versions::document.eq(specification),
                    t::specification_versions::hash.eq("-"),
                    t::specification_versions::revision.eq(1),
                    t::specification_versions::kind.eq(form.kind),
                    t::specification_versions::subject.eq(form.subject),
                    t::specification_versions::grade.eq(7),
                    t::specification_versions::term.eq(1),
                ),
                (
                    t::specification_versions::academic_year.eq("2026-27"),
                    t::specification_versions::access.eq("public"),
                    t::specification_versions::approval_body.eq("body"),
                    t::specification_versions::approval_protocol.eq("1"),
                    t::specification_versions::approval_date.eq("2026-09-01"),
                    t::specification_versions::created_by.eq("test"),
                    t::specification_versions::created_at.eq(now),
                    t::specification_versions::updated_at.eq(now),
                    t::specification_versions::published_at.eq(now),
                ),
            ))
            .execute(c)?;
        Ok(())
    }

    fn run_of(
        &self,
        c: &mut synaq::store::AnyConnection,
        owner_org: &str,
        (id, specification): (&str, &str),
        now: chrono::NaiveDateTime,
    ) -> Result<(), StoreError> {
        let job = synaq::store::jobs::JobRow {
            id: id.to_owned(),
            kind: "assemble".into(),
            payload_version: 1,
            payload: "{}".into(),
            state: "done".into(),
            priority: 5,
            owner_org: owner_org.to_owned(),
            actor_id: "test".into(),
            attempts: 1,
            lease_until: None,
            worker: String::new(),
            progress_done: 0,
            progress_total: 0,
            cancel_requested: false,
            result: "{}".into(),
            created_at: now,
            finished_at: Some(now),
        };
        synaq::store::jobs::insert(c, &job)?;
        diesel::insert_into(t::assembly_runs::table)
            .values((
                t::assembly_runs::id.eq(id),
                t::assembly_runs::owner_org.eq(owner_org),
                t::assembly_runs::specification_id.eq(specification),
                t::assembly_runs::specification_version.eq(1),
                t::assembly_runs::component.eq("test"),
                t::assembly_runs::languages.eq("[\"kk\"]"),
                t::assembly_runs::seed.eq(1_i64),
                t::assembly_runs::options.eq("{}"),
                t::assembly_runs::state.eq("done"),
                t::assembly_runs::snapshot_hash.eq("snapshot"),
                t::assembly_runs::outcome.eq("{}"),
                t::assembly_runs::job_id.eq(id),
                t::assembly_runs::created_by.eq("test"),
                t::assembly_runs::created_at.eq(now),
            ))
            .execute(c)?;
        Ok(())
    }

    /// Publishes the shipped Kazakhstan policy by its row.
    pub fn policy(&self, owner_org: &str) {
        let text = include_str!("../../item_specs/policies/kz-2-11-2025.yaml");
        let document = document::parse(text, Format::Yaml)
            .expect("the shipped policy reads")
            .value;
        let row = synaq::store::grading_policies::GradingPolicyRow {
            id: self.services.new_id(),
            owner_org: owner_org.to_owned(),
            code: "kz-2-11-2025".into(),
            version: 1,
            hash: document::content_hash(&document),
            document: document.to_string(),
            published_at: self.services.now().naive_utc(),
        };
        let written: Result<(), StoreError> = self
            .services
            .db
            .write(|c| synaq::store::grading_policies::insert(c, &row));
        written.expect("the policy's row fits");
    }
}

fn specification(form: &FormOf) -> Value {
    let mut document = json!({
        "schema": "synaq.test-spec/v1", "id": form.specification, "version": 1, "kind": form.kind,
        "title": {"kk": "Тест"}, "subject": form.subject, "grade": 7, "term": 1,
        "languages": {"instruction": ["ru"], "test": "kk"}, "grading_policy": "kz-2-11-2025"
    });
    for (key, value) in form.more.as_object().into_iter().flatten() {
        document[key] = value.clone();
    }
    document
}

fn pinned(form: &FormOf) -> String {
    let code = |at: usize| format!("{}-{}", form.specification, at + 1);
    let mut sections: Vec<&str> = form.tasks.iter().map(|task| task.0).collect();
    sections.dedup();
    let sections: Vec<Value> = sections
        .into_iter()
        .map(
            |id| json!({"id": id, "minutes": 20, "score": 1, "separate_sitting": id == "speaking"}),
        )
        .collect();
    let position = |(at, task): (usize, &Task)| {
        json!({
            "position": at + 1, "row": format!("R{}", at + 1), "section": task.0, "item": code(at),
            "version": 1, "revisions": {"kk": 1}, "points": task.1["points"],
            "unscored": task.0 == "pilot"
        })
    };
    let item = |(at, task): (usize, &Task)| json!({"code": code(at), "version": 1, "content": task.1, "texts": {"kk": task.2}});
    let positions: Vec<Value> = form.tasks.iter().enumerate().map(position).collect();
    let items: Vec<Value> = form.tasks.iter().enumerate().map(item).collect();
    json!({
        "form": {
            "specification": form.specification, "specification_version": 1, "component": form.component,
            "label": "A", "subject": form.subject, "languages": ["kk"], "max_score": 1,
            "sections": sections, "positions": positions, "fingerprint": "f".repeat(64)
        },
        "items": items, "stimuli": form.stimuli
    })
    .to_string()
}
