//! The workflow of organisations that chose none, in the words of a policy: the states and steps of
//! [`TRANSITIONS`](crate::bank::phase::TRANSITIONS), reviewed by one person.

use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use crate::bank::phase::{Phase, PhaseAction, TRANSITIONS};
use crate::bank::workflow::WorkflowDocument;
use crate::bank::workflow::replacement::built_in_states;

/// The built-in workflow.
pub(super) fn built_in() -> Arc<WorkflowDocument> {
    static DOCUMENT: LazyLock<Arc<WorkflowDocument>> = LazyLock::new(|| {
        let document = serde_json::from_value(written());
        Arc::new(document.unwrap_or_else(|e| unreachable!("the built-in workflow is whole: {e}")))
    });
    Arc::clone(&DOCUMENT)
}

fn written() -> Value {
    let states = built_in_states().into_iter();
    let states: Vec<Value> = states
        .map(|(id, phase)| json!({"id": id, "phase": phase, "title": titled(id)}))
        .collect();
    // The service itself supersedes; nobody asks for it.
    let asked = TRANSITIONS
        .iter()
        .filter(|(action, ..)| *action != PhaseAction::Supersede);
    let transitions: Vec<Value> = asked
        .map(|(action, from, _, to)| transition(*action, from, to))
        .collect();
    json!({
        "schema": "synaq.workflow/v1", "id": "built-in", "version": 1, "title": titled("built_in"),
        "valid_from": "2020-01-01", "kinds": [{"id": "item", "title": titled("item")}],
        "start": "draft", "superseded": "superseded", "states": states, "transitions": transitions
    })
}

fn transition(action: PhaseAction, from: &[Phase], to: &str) -> Value {
    let states = built_in_states().into_iter();
    let from: Vec<&str> = states
        .filter(|(_, phase)| from.contains(phase))
        .map(|(id, _)| id)
        .collect();
    let (permission, requires) = match action {
        PhaseAction::Submit => (
            "write_items",
            json!({"checks": ["lint", "languages", "key"], "no_stale_variants": true, "changed": true}),
        ),
        PhaseAction::Approve => ("review_items", json!({})),
        PhaseAction::Return | PhaseAction::Reject => ("review_items", json!({"reason": true})),
        _ => ("operate_items", json!({})),
    };
    let direction = match action {
        PhaseAction::Return => "back",
        PhaseAction::Reject => "reject",
        _ => "forward",
    };
    json!({
        "id": action, "title": titled(action.as_str()), "from": from, "to": to, "direction": direction,
        "permission": permission, "requires": requires, "opens_draft": action == PhaseAction::Return
    })
}

/// Titles of what is built in: people of an installation without a policy see the same words everywhere.
fn titled(id: &str) -> Value {
    let (kk, ru, en) = match id {
        "draft" => ("Жоба", "Черновик", "Draft"),
        "submitted" => ("Тапсырылды", "Сдано", "Submitted"),
        "approved" => ("Мақұлданды", "Одобрено", "Approved"),
        "returned" => ("Қайтарылды", "Возвращено", "Returned"),
        "rejected" => ("Қабылданбады", "Отклонено", "Rejected"),
        "pilot" => ("Апробацияда", "На апробации", "In pilot"),
        "live" => ("Қолданыста", "В работе", "In use"),
        "suspended" => ("Тоқтатылды", "Приостановлено", "Suspended"),
        "retired" => ("Қолданыстан шығарылды", "Выведено из работы", "Retired"),
        "superseded" => (
            "Жаңа нұсқамен ауыстырылды",
            "Заменено новой версией",
            "Superseded",
        ),
        "submit" => ("Тапсыру", "Сдать", "Submit"),
        "approve" => ("Мақұлдау", "Одобрить", "Approve"),
        "return" => ("Қайтару", "Вернуть", "Send back"),
        "reject" => ("Қабылдамау", "Отклонить", "Reject"),
        "start_pilot" => ("Апробацияны бастау", "Начать апробацию", "Start the pilot"),
        "put_live" => ("Қолданысқа енгізу", "Ввести в работу", "Put in use"),
        "suspend" => ("Тоқтата тұру", "Приостановить", "Suspend"),
        "retire" => ("Қолданыстан шығару", "Вывести из работы", "Retire"),
        "item" => ("Тапсырма", "Задание", "Item"),
        _ => (
            "Кіріктірілген тәртіп",
            "Встроенный порядок",
            "Built-in workflow",
        ),
    };
    json!({"kk": kk, "ru": ru, "en": en})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::workflow::steps::{PhaseStep, step_of};

    #[test]
    fn every_step_of_a_version_is_a_transition_that_does_the_same() {
        let document = built_in();
        for (action, from, to, state) in TRANSITIONS {
            if *action == PhaseAction::Supersede {
                continue;
            }
            let transition = document.transition(action.as_str()).unwrap();
            assert_eq!(transition.to, *state);
            assert_eq!(document.state(state).unwrap().phase, *to);
            assert!(!transition.from.is_empty());
            for start in &transition.from {
                assert!(from.contains(&document.state(start).unwrap().phase));
                assert_eq!(
                    step_of(&document, transition, start),
                    PhaseStep::Action(*action)
                );
            }
        }
    }

    #[test]
    fn everything_has_its_title_in_three_languages() {
        let document = built_in();
        let states = document.states.iter().map(|s| (&s.id, &s.title));
        let transitions = document.transitions.iter().map(|t| (&t.id, &t.title));
        for (id, title) in states.chain(transitions) {
            assert_eq!(title.len(), 3, "{id}");
            assert_ne!(title, &document.title, "{id}");
        }
    }
}
