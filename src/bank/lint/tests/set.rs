//! Rules over a set.

use super::*;

/// Tasks with keys at these places.
fn keyed(places: &str) -> Vec<ItemDocument> {
    let at = |letter: char| {
        item(|v| {
            v["code"] = json!("K");
            v["content"]["parts"][0]["key"]["correct"] = json!([letter.to_string()]);
        })
    };
    places.chars().map(at).collect()
}

fn told_of_set(items: &[ItemDocument]) -> Vec<String> {
    let items: Vec<&ItemDocument> = items.iter().collect();
    let found = lint_set(&policy(), &items);
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

#[test]
fn keys_stand_in_every_position_about_as_often() {
    assert_eq!(told_of_set(&keyed("ABCDABCD")), [""; 0]);
    assert_eq!(
        told_of_set(&keyed("BABBCBDB")),
        ["key_positions_unbalanced /items"]
    );
    // Few tasks say nothing.
    assert_eq!(told_of_set(&keyed("BABBCB")), [""; 0]);
    assert_eq!(
        told_of_set(&keyed("ABCABCABCABC")),
        ["key_positions_unbalanced /items"]
    );
}

#[test]
fn keys_do_not_stand_in_one_position_many_times_running() {
    assert_eq!(told_of_set(&keyed("ABBBCDAC")), [""; 0]);
    assert_eq!(
        told_of_set(&keyed("ABBBBCDADC")),
        ["key_position_run /items/4"]
    );
}

#[test]
fn no_stem_gives_the_key_of_another_task() {
    for (language, asks, key, tells) in [
        (
            "kk",
            "Өсімдік қалай қоректенеді?",
            "фотосинтез арқылы",
            "Жапырақ фотосинтез арқылы не түзеді?",
        ),
        (
            "ru",
            "Как питается растение?",
            "с помощью фотосинтеза",
            "Что лист получает с помощью фотосинтеза?",
        ),
        (
            "en",
            "How does a plant feed?",
            "by photosynthesis",
            "What does a leaf make by photosynthesis?",
        ),
    ] {
        let first = said(language, asks, ["x", key, "y", "z"]);
        let second = said(language, tells, ["a", "b", "c", "d"]);
        let expected = format!("key_given_by_another /items/1/texts/{language}/stem");
        assert_eq!(told_of_set(&[first.clone(), second]), [expected]);
        let harmless = said(language, asks, ["a", "b", "c", "d"]);
        assert_eq!(told_of_set(&[first, harmless]), [""; 0]);
    }
}
