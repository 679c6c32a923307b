//! Options: kind, length, form, order.

use super::*;

#[test]
fn no_option_means_all_or_none_of_the_others() {
    let rule = QualityRule::OptionAllOrNone;
    options_tried(
        rule,
        "kk",
        ["Есіл", "Ертіс", "Жайық", "Дұрыс жауап жоқ"],
        RIVERS,
    );
    options_tried(
        rule,
        "kk",
        ["Есіл", "Ертіс", "Жайық", "Барлық жауаптар дұрыс"],
        RIVERS,
    );
    options_tried(
        rule,
        "ru",
        ["Ишим", "Урал", "Или", "Нет правильного ответа"],
        RIVERS,
    );
    options_tried(
        rule,
        "ru",
        ["Ишим", "Урал", "Или", "Все вышеперечисленные"],
        ["Все реки", "Урал", "Или", "Ишим"],
    );
    options_tried(
        rule,
        "en",
        ["Ishim", "Ural", "Ili", "None of the above"],
        ["All rivers", "Ural", "Ili", "Ishim"],
    );
}

#[test]
fn options_are_of_similar_length() {
    let rule = QualityRule::OptionsDifferInLength;
    for language in ["kk", "ru", "en"] {
        let long = "x".repeat(40);
        options_tried(
            rule,
            language,
            ["abcdefghij", "klmnopqrst", &long, "uvwxyzabcd"],
            [
                "abcdefghijklmno",
                "klmnopqrstuvwxyz",
                &long,
                "uvwxyzabcdefghij",
            ],
        );
    }
}

#[test]
fn the_key_is_not_by_far_the_longest_option() {
    let rule = QualityRule::KeyIsLongestOption;
    for language in ["kk", "ru", "en"] {
        let long = "x".repeat(31);
        let other = "y".repeat(20);
        options_tried(
            rule,
            language,
            [&other, &long, &other, &other],
            [&long, &other, &other, &other],
        );
    }
}

#[test]
fn options_are_of_one_kind() {
    let rule = QualityRule::OptionsOfDifferentKinds;
    options_tried(rule, "kk", ["5", "6", "жеті", "8"], ["5", "6", "7", "8"]);
    options_tried(
        rule,
        "kk",
        ["5 м", "6 м", "7", "8 м"],
        ["5 м", "6 м", "7 м", "8 м"],
    );
    options_tried(
        rule,
        "ru",
        ["5", "6", "нельзя узнать", "8"],
        ["2π", "√3", "7", "x = 8"],
    );
    options_tried(
        rule,
        "ru",
        ["2,5 кг", "6 кг", "7", "8 кг"],
        ["2,5 кг", "6 кг", "7 кг", "8 кг"],
    );
    options_tried(
        rule,
        "en",
        ["5", "6", "no solution", "8"],
        ["2.5", "1,200", "7", "8"],
    );
}

#[test]
fn options_end_and_begin_alike() {
    let (ends, begins) = (
        QualityRule::OptionsEndDifferently,
        QualityRule::OptionsBeginDifferently,
    );
    for (language, [a, b, c, d]) in [
        (
            "kk",
            ["су қайнайды", "мұз ериді", "бу салқындайды", "тұз тұнады"],
        ),
        ("ru", ["вода кипит", "лёд тает", "пар стынет", "соль тонет"]),
        (
            "en",
            ["water boils", "ice melts", "steam cools", "salt sinks"],
        ),
    ] {
        options_tried(ends, language, [&format!("{a}."), b, c, d], [a, b, c, d]);
        let capital: String = a
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(a.chars().skip(1))
            .collect();
        options_tried(begins, language, [&capital, b, c, d], [a, b, c, d]);
    }
}

#[test]
fn what_all_options_begin_with_belongs_into_the_stem() {
    let rule = QualityRule::OptionsShareBeginning;
    options_tried(
        rule,
        "kk",
        [
            "өзен суы көп",
            "өзен суы аз",
            "өзен суы таза",
            "өзен суы лай",
        ],
        RIVERS,
    );
    options_tried(
        rule,
        "ru",
        [
            "потому что тает",
            "потому что кипит",
            "потому что стынет",
            "потому что тонет",
        ],
        ["потому тает", "потому что кипит", "стынет", "тонет"],
    );
    options_tried(
        rule,
        "en",
        [
            "because it melts",
            "because it boils",
            "because it cools",
            "because it sinks",
        ],
        ["it melts", "it boils", "it cools", "it sinks"],
    );
}

#[test]
fn options_exclude_each_other() {
    let rule = QualityRule::OptionContainsAnother;
    options_tried(
        rule,
        "kk",
        ["қызыл", "ашық қызыл", "көк", "сары"],
        ["қызыл", "ақ", "көк", "сары"],
    );
    options_tried(
        rule,
        "ru",
        ["вода", "вода и соль", "лёд", "пар"],
        ["вода", "водаиз", "лёд", "пар"],
    );
    options_tried(
        rule,
        "en",
        ["water", "salt water", "ice", "steam"],
        ["5", "5 and 6", "7", "8"],
    );
}

#[test]
fn numbers_stand_in_order() {
    let rule = QualityRule::NumericOptionsUnordered;
    options_tried(
        rule,
        "kk",
        ["2,5", "1", "3", "4"],
        ["1", "2,5", "3", "10 600"],
    );
    options_tried(
        rule,
        "ru",
        ["5 м", "4 м", "6 м", "7 м"],
        ["7 м", "6 м", "5 м", "4 м"],
    );
    options_tried(
        rule,
        "en",
        ["1,200", "900", "1,500", "2,000"],
        ["900", "1,200", "1,500", "2,000"],
    );
    // Different units have no order that one could see.
    let mixed = said("ru", "?", ["5 м", "4 км", "6 см", "7 м"]);
    assert_eq!(of_rule(rule, &mixed), [""; 0]);
}
