//! Names of pupils shown: the one way to see them. Each time says what for, and leaves a row in the audit
//! trail that says who, which class, how many and why, and never a name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::seen_class;
use super::person_keys::Owner;
use super::{Answer, Call, Refusal, Services};
use crate::identity::person::Person;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::language::fold::fold;
use crate::store::AnyConnection;
use crate::store::classes::{self as class_rows, CandidateRow};
use crate::store::persons::{self as rows, PersonRow};

/// What names are needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["sitting", "results", "correction", "subject_request", "legal"]))]
pub enum NamePurpose {
    /// Lists and labels for a sitting.
    Sitting,
    /// Results for pupils and parents.
    Results,
    /// Names are compared and put right.
    Correction,
    /// The pupil or a parent asks what is kept.
    SubjectRequest,
    /// A law or a court asks.
    Legal,
}

/// A request to see names.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealNames {
    /// What for.
    pub purpose: NamePurpose,
    /// The reason in a sentence, which is kept; it may hold no name.
    #[schemars(length(min = 5, max = 300))]
    pub reason: String,
    /// Codes of the candidates; the whole class when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 500))]
    pub candidates: Vec<String>,
}

/// Names of a class.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevealedNames {
    /// The class.
    pub class_id: String,
    /// Names, by code.
    pub names: Vec<RevealedName>,
    /// Codes of candidates whose name is not kept.
    pub without_name: Vec<String>,
}

/// A pupil with name.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevealedName {
    /// Code of the candidate.
    pub candidate: String,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; '' where there is none.
    pub patronymic: String,
    /// Date of birth, where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<NaiveDate>,
}

/// Shows names of a class. A repeated call is a second look: an idempotency key keeps no answer here.
pub fn reveal_names(
    services: &Services,
    call: &Call,
    class_id: &str,
    input: &RevealNames,
) -> Answer<RevealedNames> {
    let call = &Call {
        idempotency: None,
        ..call.clone()
    };
    services.write(call, "reveal_names", |unit| {
        let (class, path) = seen_class(unit.c, call, class_id)?;
        call.require(Permission::ReadNames, &Object::of(&path))?;
        let members = class_rows::members(unit.c, &class.id)?;
        let asked = asked(&members, &input.candidates)?;
        let people = services.names_of_class(unit.c, &class.id)?;
        refuse_names_in("/reason", &input.reason, people.values())?;
        let revealed = revealed(class_id, &asked, &people);
        let which = match input.candidates.is_empty() {
            true => json!("all"),
            false => json!(input.candidates),
        };
        let detail = json!({
            "purpose": input.purpose, "reason": input.reason, "candidates": which,
            "names": revealed.names.len(),
        });
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(revealed)
    })
}

/// The members that are asked for; every unknown code is told.
fn asked<'a>(members: &'a [CandidateRow], codes: &[String]) -> Answer<Vec<&'a CandidateRow>> {
    if codes.is_empty() {
        return Ok(members.iter().collect());
    }
    let unknown: Vec<Finding> = codes
        .iter()
        .enumerate()
        .filter(|(_, code)| !members.iter().any(|m| m.code == **code))
        .map(|(n, _)| Finding::error("class_has_no_such_code", format!("/candidates/{n}")))
        .collect();
    if !unknown.is_empty() {
        return Err(Refusal::Invalid(unknown));
    }
    Ok(members.iter().filter(|m| codes.contains(&m.code)).collect())
}

fn revealed(
    class_id: &str,
    asked: &[&CandidateRow],
    people: &BTreeMap<String, Person>,
) -> RevealedNames {
    let mut shown = RevealedNames {
        class_id: class_id.to_owned(),
        names: Vec::new(),
        without_name: Vec::new(),
    };
    for member in asked {
        match people.get(&member.id) {
            None => shown.without_name.push(member.code.clone()),
            Some(person) => shown.names.push(RevealedName {
                candidate: member.code.clone(),
                surname: person.surname.clone(),
                given_name: person.given_name.clone(),
                patronymic: person.patronymic.clone(),
                date_of_birth: person.date_of_birth,
            }),
        }
    }
    shown
}

/// Refuses a text that will be kept in the clear and has one of these names in it.
pub(super) fn refuse_names_in<'a>(
    pointer: &str,
    text: &str,
    people: impl IntoIterator<Item = &'a Person>,
) -> Answer<()> {
    let folded = fold(text);
    if people.into_iter().any(|person| person.is_in(&folded)) {
        return Err(Refusal::invalid(Finding::error("text_holds_name", pointer)));
    }
    Ok(())
}

impl Services {
    /// The name in a row.
    pub(super) fn open_name(&self, row: &PersonRow) -> Answer<Person> {
        let owner = Owner {
            org: &row.owner_org,
            candidate: &row.candidate_id,
        };
        self.person_keys.open(&row.key_id, &row.sealed, owner)
    }

    /// Refuses unless there is a key to seal with and every key that names need is at hand: a process
    /// with a key of its own must not begin to write under it.
    pub(super) fn require_person_keys(&self, c: &mut AnyConnection) -> Answer<()> {
        self.person_keys.refresh()?;
        self.person_keys.current()?;
        let used = rows::keys_in_use(c)?;
        self.person_keys
            .require(used.iter().map(|(id, _)| id.as_str()))
    }

    fn names_of_class(
        &self,
        c: &mut AnyConnection,
        class_id: &str,
    ) -> Answer<BTreeMap<String, Person>> {
        let found = rows::of_class(c, class_id)?;
        let opened = found
            .iter()
            .map(|row| Ok((row.candidate_id.clone(), self.open_name(row)?)));
        opened.collect()
    }
}
