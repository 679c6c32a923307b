use super::*;

fn kk() -> Language {
    "kk".parse().expect("a language")
}

fn codes(source: &str) -> Vec<String> {
    let cleaned = clean(source, &kk());
    let what = |finding: &Finding| {
        let detail = ["element", "attribute", "address"];
        let detail = detail
            .iter()
            .filter_map(|name| finding.args.get(*name)?.as_str());
        let detail: Vec<&str> = detail.collect();
        format!("{} {}", finding.code, detail.join(" "))
            .trim_end()
            .to_owned()
    };
    cleaned.findings.iter().map(what).collect()
}

#[test]
fn the_small_subset_stays_as_it_is() {
    let hash = "a".repeat(64);
    for source in [
        "Жай мәтін".to_owned(),
        "<p>Бір <b>екі</b> <em>үш</em></p>".to_owned(),
        "<ul><li>a</li></ul><ol start=\"2\"><li>b</li></ol>".to_owned(),
        "<table><tbody><tr><th scope=\"col\">a</th><td colspan=\"2\">b</td></tr></tbody></table>"
            .to_owned(),
        format!("<img alt=\"сурет\" src=\"media:{hash}\" width=\"100\">"),
        "<p lang=\"ru\">да</p>H<sub>2</sub>O<br>x".to_owned(),
    ] {
        let cleaned = clean(&source, &kk());
        assert_eq!(
            (cleaned.rich.html.as_str(), &cleaned.rich.original),
            (source.as_str(), &None)
        );
        assert_eq!(cleaned.findings, [], "{source}");
        assert!(is_clean(&source), "{source}");
    }
}

#[test]
fn what_is_not_safe_goes_and_is_said() {
    for (source, html, said) in [
        (
            "a<script>alert(1)</script>b",
            "ab",
            vec!["rich_content_removed script"],
        ),
        (
            "<p onclick=\"x()\">a</p>",
            "<p>a</p>",
            vec!["rich_attribute_removed p onclick"],
        ),
        (
            "<a href=\"https://x.kz\">сілтеме</a>",
            "сілтеме",
            vec!["rich_element_removed a"],
        ),
        (
            "<a href='javascript:x'>a</a><a href=#>b</a>",
            "ab",
            vec!["rich_element_removed a"],
        ),
        (
            "<img src=\"https://x.kz/a.png\" alt=\"a\">",
            "<img alt=\"a\">",
            vec!["rich_image_outside https://x.kz/a.png"],
        ),
        (
            "<img src=\"data:image/svg+xml,x\" onerror=\"x\">",
            "<img>",
            vec![
                "rich_attribute_removed img onerror",
                "rich_image_outside data:image/svg+xml,x",
                "rich_image_without_words img",
            ],
        ),
        ("a<!-- b -->c", "ac", vec!["rich_comment_removed"]),
        (
            "<div style=\"x\"><h1>a</h1></div>",
            "a",
            vec!["rich_element_removed div", "rich_element_removed h1"],
        ),
        (
            "<p style=\"position:fixed\" class=\"MsoNormal\">a</p>",
            "<p>a</p>",
            vec![
                "rich_attribute_removed p class",
                "rich_attribute_removed p style",
            ],
        ),
        (
            "<svg><circle/></svg>x",
            "x",
            vec!["rich_content_removed svg"],
        ),
        (
            "<iframe src=\"//x\"></iframe>",
            "",
            vec!["rich_content_removed iframe"],
        ),
    ] {
        let cleaned = clean(source, &kk());
        assert_eq!(cleaned.rich.html, html, "{source}");
        let mut found: Vec<String> = codes(source)
            .into_iter()
            .map(|c| c.replace("without_words img", "without_words"))
            .collect();
        let mut said: Vec<String> = said
            .into_iter()
            .map(|c| c.replace("without_words img", "without_words"))
            .collect();
        found.sort();
        said.sort();
        assert_eq!(found, said, "{source}");
        assert_eq!(cleaned.rich.original.as_deref(), Some(source));
        assert!(is_clean(&cleaned.rich.html), "{source}");
    }
}

#[test]
fn each_kind_of_thing_is_said_once_with_its_number_and_first_place() {
    let cleaned = clean("<p>a</p>\n<div>b</div> <div>c</div>", &kk());
    let [found] = cleaned.findings.as_slice() else {
        panic!("{:?}", cleaned.findings)
    };
    assert_eq!(found.args["count"], 2);
    assert_eq!(found.place, Some(Place { line: 2, column: 1 }));
}

#[test]
fn formulas_are_kept_small_and_get_their_words() {
    let source = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation encoding=\"application/x-tex\">x^2</annotation></semantics></math>";
    let cleaned = clean(source, &kk());
    assert_eq!(
        cleaned.rich.html,
        "<math alttext=\"x квадрат\"><msup><mi>x</mi><mn>2</mn></msup></math>"
    );
    assert_eq!(cleaned.plain, "x²");
}

/// Each of these has broken some sanitiser: what comes out has no way to run anything.
#[test]
fn known_tricks_come_to_nothing() {
    for source in [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<math><annotation-xml encoding=\"text/html\"><img src=x onerror=alert(1)></annotation-xml></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<table><math><mtext><script>alert(1)</script></mtext></math></table>",
        "<p><math><mtext></p><img src=x onerror=alert(1)>",
        "<form><input onfocus=alert(1) autofocus>",
        "<img src=\"media:../../etc/passwd\">",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<math href=\"javascript:alert(1)\"><mi>x</mi></math>",
        "<maction actiontype=\"statusline#http://x\">x</maction>",
        "\u{0}<p\u{0}onclick=x>a",
        "<img alt=\"a\" src=\"media:aaaa\" srcset=\"https://x 1x\">",
    ] {
        let html = clean(source, &kk()).rich.html;
        for tag in crate::bank::rich::scan::tags(&html) {
            assert!(is_known(&tag.name), "{source} → {html}");
            for (name, value) in &tag.attributes {
                assert!(
                    !name.starts_with("on") && !name.contains("href") && !name.contains("style"),
                    "{source} → {html}"
                );
                assert!(name != "src" || is_media(value), "{source} → {html}");
            }
        }
        assert!(is_clean(&html), "{source} → {html}");
    }
}

#[test]
fn a_text_without_end_is_refused() {
    let found = clean(&"a".repeat(LONGEST + 1), &kk()).findings;
    assert_eq!(found[0].code, "rich_too_long");
    let deep = format!("{}a{}", "<b>".repeat(300), "</b>".repeat(300));
    let found = clean(&deep, &kk()).findings;
    assert!(found.iter().any(Finding::is_error), "{found:?}");
}

proptest::proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(source in "(<(p|b|td|math|mi|script|img src=x|/p|/b|/math|!--)>|[a-zқ &<>\"]{0,3}){0,12}") {
        let once = clean(&source, &kk());
        if !once.findings.iter().any(Finding::is_error) {
            proptest::prop_assert!(is_clean(&once.rich.html), "{} → {}", source, once.rich.html);
            let twice = clean(&once.rich.html, &kk());
            proptest::prop_assert_eq!(twice.rich.html, once.rich.html);
        }
    }
}
