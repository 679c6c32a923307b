use super::*;
use crate::bank::formula::{linear, wording, written};
use crate::document::xml::{XmlLimits, parse};

fn mapped(inner: &str) -> Mapped {
    let text = format!(
        "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inner}</m:oMath>"
    );
    math(&parse(&text, &XmlLimits::default()).expect("XML"), false)
}

fn r(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

fn line(inner: &str) -> String {
    let made = mapped(inner);
    assert_eq!(made.losses, [], "{inner}");
    linear(&made.math)
}

#[test]
fn every_element_of_school_formulas_is_mapped() {
    let (a, b, c) = (r("a"), r("b"), r("c"));
    let e = |name: &str, inner: &str| format!("<m:{name}>{inner}</m:{name}>");
    for (inner, expected) in [
        (r("x=3,14"), "x = 3,14".to_owned()),
        (r("1,2,3"), "1, 2, 3".to_owned()),
        (r("sin"), "sin".to_owned()),
        (e("f", &(e("num", &a) + &e("den", &b))), "a/b".to_owned()),
        (
            e(
                "f",
                &format!(
                    "<m:fPr><m:type m:val=\"lin\"/></m:fPr>{}{}",
                    e("num", &a),
                    e("den", &b)
                ),
            ),
            "a/b".to_owned(),
        ),
        (
            e("sSup", &(e("e", &a) + &e("sup", &r("2")))),
            "a²".to_owned(),
        ),
        (
            e("sSub", &(e("e", &a) + &e("sub", &r("1")))),
            "a₁".to_owned(),
        ),
        (
            e(
                "sSubSup",
                &(e("e", &a) + &e("sub", &r("1")) + &e("sup", &r("2"))),
            ),
            "a₁²".to_owned(),
        ),
        (
            e(
                "rad",
                &format!(
                    "<m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/>{}",
                    e("e", &r("x+1"))
                ),
            ),
            "√(x + 1)".to_owned(),
        ),
        (
            e("rad", &(e("deg", &r("3")) + &e("e", &r("8")))),
            "∛8".to_owned(),
        ),
        (e("d", &e("e", &r("a+b"))), "(a + b)".to_owned()),
        (
            e(
                "d",
                &format!(
                    "<m:dPr><m:begChr m:val=\"|\"/><m:endChr m:val=\"|\"/></m:dPr>{}",
                    e("e", &a)
                ),
            ),
            "|a|".to_owned(),
        ),
        (
            e(
                "nary",
                &format!(
                    "<m:naryPr><m:chr m:val=\"∑\"/></m:naryPr>{}{}{}",
                    e("sub", &r("i=1")),
                    e("sup", &r("n")),
                    e("e", &a)
                ),
            ),
            "∑_(i = 1)ⁿ a".to_owned(),
        ),
        (
            e("func", &(e("fName", &r("cos")) + &e("e", &r("x")))),
            "cos x".to_owned(),
        ),
        (
            e("limLow", &(e("e", &r("lim")) + &e("lim", &r("x→0")))),
            "lim_(x → 0)".to_owned(),
        ),
        (
            e(
                "acc",
                &format!(
                    "<m:accPr><m:chr m:val=\"\u{20d7}\"/></m:accPr>{}",
                    e("e", &a)
                ),
            ),
            "a\u{20d7}".to_owned(),
        ),
        (
            e(
                "bar",
                &format!("<m:barPr><m:pos m:val=\"top\"/></m:barPr>{}", e("e", &a)),
            ),
            "a\u{305}".to_owned(),
        ),
        (
            e(
                "m",
                &(e("mr", &(e("e", &a) + &e("e", &b))) + &e("mr", &(e("e", &b) + &e("e", &c)))),
            ),
            "a b; b c".to_owned(),
        ),
        (e("box", &e("e", &a)), "a".to_owned()),
        (
            format!(
                "<m:r><m:rPr><m:nor/></m:rPr><m:t>жылдамдық </m:t></m:r>{}",
                r("=5")
            ),
            "жылдамдық = 5".to_owned(),
        ),
    ] {
        assert_eq!(line(&inner), expected, "{inner}");
    }
}

#[test]
fn a_system_of_equations_is_read_as_one() {
    let rows = format!(
        "<m:eqArr><m:e>{}</m:e><m:e>{}</m:e></m:eqArr>",
        r("x+y=5"),
        r("x-y=1")
    );
    let made = mapped(&format!(
        "<m:d><m:dPr><m:begChr m:val=\"{{\"/><m:endChr m:val=\"\"/></m:dPr><m:e>{rows}</m:e></m:d>"
    ));
    let russian = "ru".parse().expect("a language");
    assert_eq!(
        wording(&made.math, &russian).as_deref(),
        Some("система: строка 1: x плюс y равно 5; строка 2: x минус y равно 1; конец системы")
    );
}

#[test]
fn what_is_not_known_is_seen_and_told() {
    let made = mapped(&format!(
        "{}<m:novelty><m:e>{}</m:e></m:novelty>",
        r("x+"),
        r("y")
    ));
    assert_eq!(made.losses.len(), 1);
    assert_eq!(made.losses[0].args["element"], "m:novelty");
    assert!(
        written(&made.math).contains(&format!("<merror><mtext>{PLACEHOLDER}y</mtext></merror>"))
    );
}
