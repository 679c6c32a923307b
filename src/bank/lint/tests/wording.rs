//! Stems and clues.

use super::*;

#[test]
fn stems_are_positive() {
    for (language, wrong, right) in [
        (
            "kk",
            "Қайсысы өзен емес?",
            "Он кем емес бала келді. Қайсысы өзен?",
        ),
        ("kk", "Қай сан үшке бөлінбейді?", "Қай сан үшке бөлінеді?"),
        (
            "ru",
            "Что не относится к рекам?",
            "Он не пришёл вовремя. Что относится к рекам?",
        ),
        (
            "ru",
            "Все слова, кроме одного, верны. Какое из них неверное?",
            "Какое число не больше 5?",
        ),
        (
            "en",
            "Which is not a river?",
            "He did not come. Which is a river?",
        ),
        (
            "en",
            "Which of these isn’t a river?",
            "Which number is not more than 5?",
        ),
    ] {
        let fires = |stem: &str| of_rule(QualityRule::NegativeStem, &said(language, stem, RIVERS));
        assert_eq!(fires(wrong), [format!("/texts/{language}/stem")], "{wrong}");
        assert_eq!(fires(right), [""; 0], "{right}");
    }
}

#[test]
fn a_prompt_is_asked_as_a_stem_is() {
    let mut item = said("ru", "Прочитайте о реках.", RIVERS);
    let part = &mut item
        .texts
        .values_mut()
        .next()
        .expect("texts")
        .parts
        .get_mut("a")
        .expect("a part");
    part.prompt = Some("Что не относится к рекам?".to_owned());
    assert_eq!(
        of_rule(QualityRule::NegativeStem, &item),
        ["/texts/ru/parts/a/prompt"]
    );
}

#[test]
fn an_open_task_may_ask_why_something_is_not_so() {
    let mut item = said("ru", "Почему вода не кипит?", RIVERS);
    item.content.item_type = crate::bank::ItemType::Ea;
    assert_eq!(of_rule(QualityRule::NegativeStem, &item), [""; 0]);
}

#[test]
fn stems_are_short_enough_to_be_read() {
    for (language, word) in [("kk", "сөз "), ("ru", "слово "), ("en", "word ")] {
        let stem = |n: usize| said(language, &word.repeat(n), RIVERS);
        assert_eq!(of_rule(QualityRule::StemTooLong, &stem(121)).len(), 1);
        assert_eq!(of_rule(QualityRule::StemTooLong, &stem(120)).len(), 0);
    }
}

#[test]
fn no_option_is_absolute() {
    let rule = QualityRule::AbsoluteWord;
    options_tried(
        rule,
        "kk",
        ["әрқашан ериді", "кейде ериді", "қатады", "қайнайды"],
        RIVERS,
    );
    options_tried(
        rule,
        "ru",
        ["всегда тает", "иногда тает", "кипит", "стынет"],
        ["часто тает", "иногда", "кипит", "стынет"],
    );
    options_tried(
        rule,
        "en",
        ["it never melts", "it may melt", "it boils", "it cools"],
        ["it seldom melts", "it may melt", "it boils", "it cools"],
    );
}

#[test]
fn no_statement_to_be_judged_is_absolute() {
    for (language, wrong, right) in [
        ("kk", "Мұз әрқашан ериді.", "Мұз жылыда ериді."),
        ("ru", "Лёд никогда не тает.", "Лёд тает в тепле."),
        ("en", "Ice always melts.", "Ice melts in warm air."),
    ] {
        let statement = |stem: &str| {
            let mut item = said(language, stem, RIVERS);
            item.content.item_type = crate::bank::ItemType::Tf;
            of_rule(QualityRule::AbsoluteWord, &item)
        };
        assert_eq!(statement(wrong), [format!("/texts/{language}/stem")]);
        assert_eq!(statement(right), [""; 0]);
    }
}

#[test]
fn the_key_alone_does_not_repeat_the_question() {
    for (language, stem, key, other) in [
        (
            "kk",
            "Өсімдіктердің тыныс алуы қалай аталады?",
            "өсімдіктік тыныс",
            "фотосинтез",
        ),
        (
            "ru",
            "Как называется дыхание растений?",
            "растительное дыхание",
            "фотосинтез",
        ),
        (
            "en",
            "What is the breathing of plants called?",
            "breathing at night",
            "photosynthesis",
        ),
    ] {
        let rule = QualityRule::KeyEchoesStem;
        let fires = of_rule(rule, &said(language, stem, [other, key, "x", "y"]));
        assert_eq!(
            fires,
            [format!("/texts/{language}/parts/a/options/B")],
            "{language}"
        );
        assert_eq!(
            of_rule(rule, &said(language, stem, [key, other, "x", "y"])),
            [""; 0]
        );
        assert_eq!(
            of_rule(rule, &said(language, stem, [key, key, "x", "y"])),
            [""; 0]
        );
    }
}

#[test]
fn every_distractor_names_its_error() {
    for language in ["kk", "ru", "en"] {
        let mut item = said(language, "?", RIVERS);
        assert_eq!(
            of_rule(QualityRule::DistractorWithoutRationale, &item),
            [""; 0]
        );
        let texts = item.texts.values_mut().next().expect("texts");
        texts
            .parts
            .get_mut("a")
            .expect("a part")
            .rationales
            .remove("C");
        let fires = of_rule(QualityRule::DistractorWithoutRationale, &item);
        assert_eq!(fires, [format!("/texts/{language}/parts/a/rationales")]);
    }
}
