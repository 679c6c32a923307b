//! The class of the demo: 25 pseudonymous pupils of differing ability, drawn from a fixed seed, who
//! answer through the same use cases as a school does.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;
use serde_json::{Value, json};

use super::outcome::Failure;
use crate::bank::content::Pair;
use crate::bank::{ItemType, SchemeKind};
use crate::form::candidate_copy::CandidatePart;
use crate::form::full_copy::{FullCopy, PartKey};
use crate::scoring::response::Answer;
use crate::service::attempt_states::{self, SetAttemptStates};
use crate::service::classes;
use crate::service::marks::{self, RecordMarks};
use crate::service::responses::{self, RecordResponses};
use crate::service::sittings::{self, CreateSitting};
use crate::service::{Call, Services};

/// The objective that this class has not understood yet, so that the analysis has something to find.
const HARD: &str = "7.1.4.1";

/// The class and its candidates' codes.
pub(super) struct Class {
    id: String,
    candidates: Vec<String>,
}

/// How much was entered.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    /// Responses.
    pub(super) responses: usize,
    /// Marks by descriptor or band.
    pub(super) marks: usize,
}

impl Class {
    /// A class of `size` candidates.
    pub(super) fn new(
        services: &Services,
        call: &Call,
        code: &str,
        grade: u8,
        language: &str,
        size: usize,
    ) -> Result<Self, Failure> {
        let class =
            json!({"code": code, "grade": grade, "language": language, "academic_year": "2026-27"});
        let class = classes::create_class(services, call, typed(class)?)?;
        let candidates: Vec<String> = (1..=size).map(|n| format!("{code}-{n:02}")).collect();
        let rows: Vec<Value> = candidates
            .iter()
            .map(|code| json!({"code": code}))
            .collect();
        classes::add_candidates(services, call, &class.id, typed(json!({"rows": rows}))?)?;
        Ok(Self {
            id: class.id,
            candidates,
        })
    }

    /// Id of the class.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Code of the first candidate.
    pub(super) fn first(&self) -> &str {
        self.candidates.first().map_or("", String::as_str)
    }

    /// The sitting of a form by this class.
    pub(super) fn sitting_of(&self, form_id: &str) -> CreateSitting {
        CreateSitting {
            form_id: form_id.to_owned(),
            class_id: self.id.clone(),
            policy: None,
            policy_version: None,
            language: None,
            mode: sittings::SittingMode::default(),
            held_on: "2026-10-20".into(),
            parts: Vec::new(),
            candidates: None,
        }
    }
}

/// Lets the class sit: the last pupil is ill on the day of the written part, the others answer; closed
/// parts are marked by the key, open ones by a teacher, descriptor by descriptor. Where levels open one after
/// the other, nobody answers what is not open.
pub(super) fn sit(
    services: &Services,
    call: &Call,
    sitting_id: &str,
    class: &Class,
    (copy, opens_levels): (&FullCopy, bool),
) -> Result<Counted, Failure> {
    let mut chance = ChaCha20Rng::seed_from_u64(7);
    let (mut given, mut marked) = (Vec::new(), Vec::new());
    let (ill, present) = class
        .candidates
        .split_last()
        .ok_or_else(|| Failure::Internal("no class".into()))?;
    for candidate in present {
        let ability = chance.random_range(0.35..0.95);
        for (task, keys) in copy.copy.tasks.iter().zip(&copy.keys) {
            let hard = keys.objectives.iter().any(|code| code == HARD);
            let ability = if hard { ability / 2.0 } else { ability };
            for (part, key) in task.parts.iter().zip(&keys.parts) {
                let place =
                    json!({"candidate": candidate, "position": task.position, "part": part.id});
                let answer = answer(&mut chance, ability, part, key);
                given.push(with(&place, &[("answer", json!(answer))]));
                if needs_marker(part, key) {
                    marked.extend(marks_of(&mut chance, ability, &place, part, key));
                }
            }
        }
    }
    let absent = json!({"rows": [{"candidate": ill, "state": "absent_valid", "reason": "illness, certificate 14"}]});
    attempt_states::set_attempt_states(
        services,
        call,
        sitting_id,
        typed::<SetAttemptStates>(absent)?,
    )?;
    let mode = match opens_levels {
        true => "per_row",
        false => "all_or_nothing",
    };
    let input: RecordResponses = typed(json!({"rows": given, "mode": mode}))?;
    let given = responses::record_responses(services, call, sitting_id, input)?;
    let input: RecordMarks = typed(json!({"rows": marked, "mode": mode}))?;
    let marked = marks::record_marks(services, call, sitting_id, input)?;
    Ok(Counted {
        responses: given.saved,
        marks: marked.saved,
    })
}

fn needs_marker(part: &CandidatePart, key: &PartKey) -> bool {
    !part.part_type.is_closed() && key.scheme.kind != SchemeKind::Key
}

/// Right with the probability of the pupil's ability, else wrong.
fn answer(chance: &mut impl Rng, ability: f64, part: &CandidatePart, key: &PartKey) -> Answer {
    let right = chance.random_bool(ability);
    let wrong = |correct: &[String]| {
        part.options
            .iter()
            .map(|o| o.id.clone())
            .find(|id| !correct.contains(id))
    };
    let correct = &key.key.correct;
    match part.part_type {
        ItemType::Mcq | ItemType::Tf | ItemType::Question => {
            let choice = if right {
                correct.first().cloned()
            } else {
                wrong(correct)
            };
            Answer {
                choice: choice.or_else(|| wrong(&[])),
                ..Answer::default()
            }
        }
        ItemType::Multi => {
            let choices = if right {
                correct.clone()
            } else {
                wrong(correct).into_iter().collect()
            };
            Answer {
                choices: Some(choices),
                ..Answer::default()
            }
        }
        ItemType::Match => Answer {
            pairs: Some(pairs(right, part, &key.key.pairs)),
            ..Answer::default()
        },
        ItemType::Order => {
            let mut order = key.key.order.clone();
            if !right {
                order.reverse();
            }
            Answer {
                order: Some(order),
                ..Answer::default()
            }
        }
        ItemType::Sa => Answer {
            text: Some(short_answer(right, key)),
            ..Answer::default()
        },
        ItemType::Ea | ItemType::Speak | ItemType::Practical => Answer::default(),
    }
}

fn pairs(right: bool, part: &CandidatePart, correct: &[Pair]) -> Vec<Pair> {
    if right {
        return correct.to_vec();
    }
    let targets = part.targets.iter().rev();
    part.options
        .iter()
        .zip(targets)
        .map(|(l, r)| Pair {
            left: l.id.clone(),
            right: r.id.clone(),
        })
        .collect()
}

fn short_answer(right: bool, key: &PartKey) -> String {
    let number = key.key.number.as_ref().map(|n| n.value.clone());
    let accepted = key
        .accepted
        .first()
        .or(key.key.accepted.first())
        .cloned()
        .or(number);
    accepted
        .filter(|_| right)
        .unwrap_or_else(|| "білмеймін".into())
}

fn marks_of(
    chance: &mut impl Rng,
    ability: f64,
    place: &Value,
    part: &CandidatePart,
    key: &PartKey,
) -> Vec<Value> {
    if key.scheme.kind == SchemeKind::Banded {
        let most = part.points.as_f64();
        let points = (most * (ability + chance.random_range(-0.2..0.2)))
            .round()
            .clamp(0.0, most);
        return vec![awarded(place, points)];
    }
    let mark = |descriptor: &crate::bank::content::Descriptor| {
        let points = if chance.random_bool(ability) {
            descriptor.points.as_f64()
        } else {
            0.0
        };
        with(
            &awarded(place, points),
            &[("descriptor", json!(descriptor.id))],
        )
    };
    key.scheme.descriptors.iter().map(mark).collect()
}

/// A teacher's points, with words for the pupil: practice hands nothing back without them.
fn awarded(place: &Value, points: f64) -> Value {
    let words = match points > 0.0 {
        true => "Орындалды.",
        false => "Қайта қараңыз.",
    };
    let mark = [
        ("points", json!(points)),
        ("source", json!("teacher")),
        ("feedback", json!(words)),
    ];
    with(place, &mark)
}

fn with(place: &Value, more: &[(&str, Value)]) -> Value {
    let mut row = place.clone();
    for (name, value) in more {
        row[*name] = value.clone();
    }
    row
}

fn typed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Failure> {
    serde_json::from_value(value).map_err(|e| Failure::Internal(format!("demo input: {e}")))
}
