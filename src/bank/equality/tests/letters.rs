//! Letters, scripts, untranslated texts.

use super::*;

#[test]
fn letters_of_the_other_alphabet_are_found_in_every_language() {
    for (language, wrong, right) in [
        ("kk", "Cан қандай?", "Сан қандай, IT-отдел, x пен y?"),
        ("ru", "Какoй ответ?", "Какой ответ, x и y?"),
        ("en", "Which аnswer?", "Which answer?"),
    ] {
        let letters = |stem: &str| told(json!({language: {"stem": stem}}));
        assert_eq!(
            letters(wrong),
            [format!("look_alike_letters /texts/{language}/stem")]
        );
        assert_eq!(letters(right), [""; 0]);
    }
}

const KAZAKH: &str = "Төменде берілген мәтінді мұқият оқып шығып, сұрақтарға толық жауап беріңіз.";

const RUSSIAN: &str = "Внимательно прочитайте данный ниже текст и полностью ответьте на вопросы.";

const ENGLISH: &str =
    "Read the text that is given below with great care and answer all the questions.";

#[test]
fn texts_are_in_the_script_and_the_letters_of_their_language() {
    for (language, right, wrong, code) in [
        ("kk", KAZAKH, ENGLISH, "variant_script"),
        ("ru", RUSSIAN, ENGLISH, "variant_script"),
        ("en", ENGLISH, RUSSIAN, "variant_script"),
        ("kk", KAZAKH, RUSSIAN, "variant_language_doubtful"),
    ] {
        assert_eq!(told(json!({language: {"stem": right}})), [""; 0]);
        assert_eq!(
            told(json!({language: {"stem": wrong}})),
            [format!("{code} /texts/{language}")]
        );
    }
    // A short text does not tell.
    assert_eq!(
        told(json!({"kk": {"stem": "Абай"}, "ru": {"stem": "Abai"}})),
        [""; 0]
    );
}

#[test]
fn letters_that_only_another_language_has_stand_in_names_only() {
    let foreign = |stem: &str| told(json!({"ru": {"stem": stem}}));
    assert_eq!(
        foreign("Найдите қатынас чисел"),
        ["variant_foreign_letters /texts/ru/stem"]
    );
    assert_eq!(foreign("Әлішер выбрал тариф «Жеңіл»"), [""; 0]);
    assert_eq!(told(json!({"kk": {"stem": "Қатынасты табыңыз"}})), [""; 0]);
}

#[test]
fn a_translation_is_not_the_source_once_more() {
    let stem = "Назовите столицу Австралии";
    for language in ["kk", "en"] {
        let found = of_stems(stem, language, stem);
        assert!(
            found.iter().any(|f| f.code == "variant_untranslated"),
            "{language}"
        );
    }
    assert_eq!(of_stems("x + 3 = 7", "kk", "x + 3 = 7"), []);
    assert_eq!(of_stems(stem, "kk", "Австралияның астанасын атаңыз"), []);
}
