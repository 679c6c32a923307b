use serde_json::{Value, json};

use super::anchor::{Anchor, Followed};

fn item() -> Value {
    json!({
        "content": {"parts": [{
            "id": "a", "options": ["A", "B"],
            "scheme": {"descriptors": [{"id": "d1", "points": 1}, {"id": "d2", "points": 1}]}
        }]},
        "texts": {"ru": {"stem": "Сколько?", "parts": {"a": {"options": {"A": "1", "B": "2"}}}}}
    })
}

#[track_caller]
fn anchor(pointer: &str) -> Anchor {
    Anchor::of(&item(), pointer).unwrap()
}

#[test]
fn an_anchor_remembers_elements_of_lists_by_their_ids() {
    let descriptor = anchor("/content/parts/0/scheme/descriptors/1");
    assert_eq!(descriptor.path, "/content/parts/@a/scheme/descriptors/@d2");
    assert_eq!(
        anchor("/content/parts/0/options/1").path,
        "/content/parts/@a/options/@B"
    );
    assert_eq!(anchor("/texts/ru/stem").quote.as_deref(), Some("Сколько?"));
    assert_eq!(anchor("").path, "");
}

#[test]
fn a_part_that_moved_is_found_where_it_stands_now() {
    let mut next = item();
    let descriptors = next
        .pointer_mut("/content/parts/0/scheme/descriptors")
        .unwrap();
    descriptors
        .as_array_mut()
        .unwrap()
        .insert(0, json!({"id": "d0", "points": 1}));
    let pointer = "/content/parts/0/scheme/descriptors/2".to_owned();
    let followed = anchor("/content/parts/0/scheme/descriptors/1").follow(&next);
    assert_eq!(followed, Followed::Same { pointer });
}

#[test]
fn a_part_that_changed_is_shown_before_and_now() {
    let mut next = item();
    next["texts"]["ru"]["parts"]["a"]["options"]["B"] = json!("3");
    let anchor = anchor("/texts/ru/parts/a/options/B");
    assert_eq!(
        anchor.follow(&next),
        Followed::Changed {
            pointer: "/texts/ru/parts/a/options/B".into(),
            before: Some("2".into()),
            now: Some("3".into()),
        }
    );
}

#[test]
fn of_a_part_that_is_gone_the_nearest_one_around_it_is_named() {
    let mut next = item();
    next["texts"]["ru"]["parts"]["a"]["options"]
        .as_object_mut()
        .unwrap()
        .remove("B");
    let gone = anchor("/texts/ru/parts/a/options/B").follow(&next);
    assert_eq!(
        gone,
        Followed::Gone {
            nearest: "/texts/ru/parts/a/options".into(),
            before: Some("2".into())
        }
    );
    next["texts"].as_object_mut().unwrap().remove("ru");
    let gone = anchor("/texts/ru/stem").follow(&next);
    let before = Some("Сколько?".to_owned());
    assert_eq!(
        gone,
        Followed::Gone {
            nearest: "/texts".into(),
            before
        }
    );
}

#[test]
fn a_pointer_that_leads_nowhere_is_no_anchor() {
    for pointer in [
        "/texts/kk/stem",
        "/content/parts/1",
        "/content/parts/00",
        "texts",
        "/texts/ru/stem/x",
    ] {
        let finding = Anchor::of(&item(), pointer).unwrap_err();
        assert_eq!(finding.code, "comment_anchor_unknown", "{pointer}");
    }
}
