//! External scores, hidden items, two items side by side.

use super::*;

#[test]
fn an_external_score_is_told_by_the_thresholds_of_its_service() {
    let policy = policy().similarity;
    let told = |percent: i64| -> Vec<String> {
        let score = ExternalScore {
            service: "turnitin".to_owned(),
            score: Hundredths::whole(percent),
            reference: Some("report 7".to_owned()),
        };
        assert_eq!(check_external(&policy, &score), []);
        findings(&policy, &[], &[score])
            .into_iter()
            .map(|f| f.code)
            .collect()
    };
    assert_eq!(told(19), Vec::<String>::new());
    assert_eq!(told(20), ["external_similarity_near"]);
    assert_eq!(told(40), ["external_similarity"]);
}

#[test]
fn an_external_score_of_an_unknown_service_or_beyond_hundred_is_refused() {
    let score = ExternalScore {
        service: "nobody".to_owned(),
        score: Hundredths::whole(101),
        reference: None,
    };
    let found = check_external(&policy().similarity, &score);
    let codes: Vec<&str> = found.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["external_service_unknown", "percent_out_of_range"]);
}

#[test]
fn whoever_may_not_see_the_other_item_is_told_without_its_name() {
    let policy = policy().similarity;
    let index = index(&bank());
    let matches = index.matches(
        &entry(&speed("N-1")),
        &policy.weights,
        policy.thresholds.near_from,
        20,
    );
    let mut found = findings(&policy, &matches, &[]);
    hide_others(&mut found, |code| code != "M-1");
    assert_eq!(found[0].args.get("other"), None);
    assert_eq!(found[0].args["score"], Value::from("100"));
}

#[test]
fn side_by_side_pairs_the_options_and_says_what_differs() {
    let mut second = item(
        "M-2",
        "Автобус прошёл 240 км за 3 часа. С какой средней скоростью он ехал?",
        ["80 км/ч", "60 км/ч", "нельзя узнать", "243 км/ч"],
    );
    second.content.grade_max = 8;
    second.content.parts[0].key.correct = vec!["A".to_owned()];
    let russian: Language = "ru".parse().expect("a language");
    let shown = side_by_side(&policy(), &speed("M-1"), &second, &russian).expect("both in Russian");
    assert!(shown.same_key && !shown.same_template && !shown.texts[0].equal);
    assert_eq!(shown.texts[0].pieces.len(), 3);
    let pairs: Vec<(Option<&str>, Option<&str>, bool)> = shown
        .options
        .iter()
        .map(|pair| {
            let id = |side: &Option<side_by_side::OptionSide>| side.as_ref().map(|s| s.id.clone());
            (id(&pair.first), id(&pair.second), pair.equal)
        })
        .map(|(first, second, equal)| {
            let letter = |id: Option<String>| {
                id.map(|id| ["A", "B", "C", "D"][(id.as_bytes()[0] - b'A') as usize])
            };
            (letter(first), letter(second), equal)
        })
        .collect();
    assert_eq!(
        pairs,
        [
            (Some("A"), Some("B"), true),
            (Some("B"), Some("A"), true),
            (Some("C"), None, false),
            (Some("D"), Some("D"), true),
            (None, Some("C"), false),
        ]
    );
    let differing: Vec<&str> = shown
        .facts
        .iter()
        .filter(|f| !f.equal)
        .map(|f| f.name.as_str())
        .collect();
    assert_eq!(differing, ["grade_max"]);
    let kazakh: Language = "kk".parse().expect("a language");
    assert_eq!(
        side_by_side(&policy(), &speed("M-1"), &second, &kazakh),
        None
    );
}
