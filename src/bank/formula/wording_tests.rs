//! Exact sentences, a few dozen in each language.

use super::{from_latex, wording};

const SENTENCES: &str = include_str!("../../../tests/formulas/wording.tsv");

#[test]
fn formulas_are_said_as_they_are_read_aloud() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [latex, sentences @ ..] = columns.as_slice() else {
            panic!("{line}")
        };
        let math = from_latex(latex, false).unwrap_or_else(|found| panic!("{latex}: {found}"));
        for (language, sentence) in ["kk", "ru", "en"].iter().zip(sentences) {
            count += 1;
            let language = language.parse().expect("a language");
            let said = wording(&math, &language).unwrap_or_default();
            if said != *sentence {
                wrong.push(format!("{latex} ({language})\n  {said}\n  {sentence}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(count >= 3 * 40, "{count}");
}

#[test]
fn two_formulas_that_differ_do_not_sound_alike() {
    let russian = "ru".parse().expect("a language");
    for (one, other) in [
        (r"\sqrt{x}+1", r"\sqrt{x+1}"),
        (r"2^x+1", r"2^{x+1}"),
        (r"\frac{a+b}{2}+c", r"\frac{a+b}{2+c}"),
        (r"a(b+c)", r"ab+c"),
        (r"|x|-1", r"|x-1|"),
        (r"\frac{1}{2}x", r"\frac{1}{2x}"),
    ] {
        let said = |latex| wording(&from_latex(latex, false).expect(latex), &russian);
        assert_ne!(said(one), said(other), "{one} / {other}");
    }
}

#[test]
fn other_languages_have_no_words() {
    let german = "de".parse().expect("a language");
    let math = from_latex("x", false).expect("a formula");
    assert_eq!(wording(&math, &german), None);
}
