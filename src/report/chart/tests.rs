use super::bars::{Distribution, Series};
use super::funnel::{Funnel, Limits, Place};
use super::intervals::{Band, Dot, Intervals};
use super::lines::{Course, Growth};
use super::*;
use crate::document::xml::{XmlLimits, parse};
use crate::psychometrics::proportion::funnel_of_share;

fn shown(value: f64, text: &str) -> Shown {
    Shown {
        value,
        text: text.to_owned(),
    }
}

fn words(title: &str, axis: &str) -> Words {
    Words {
        title: title.to_owned(),
        description: format!("{title}: {axis}"),
        axis: axis.to_owned(),
        decimal_comma: true,
    }
}

fn distribution() -> Distribution {
    let series = |name: &str, bars: [f64; 3]| Series {
        name: name.to_owned(),
        bars: bars
            .iter()
            .map(|p| Some(shown(*p, &format!("{p:.1} %").replace('.', ","))))
            .collect(),
    };
    Distribution {
        words: words(
            "Қазақ тілі (Т2): деңгейлер бойынша бөлініс, эксперименттік және бақылау топтары",
            "оқушылардың үлесі, %",
        ),
        category_head: "Деңгей".into(),
        categories: [
            "төмен",
            "орта",
            "жоғары: тұрақты қызығушылық, белсенділік және барлық тәсілдерді толық меңгеру",
        ]
        .map(str::to_owned)
        .to_vec(),
        series: vec![
            series("эксперименттік топ, дейін", [61.9, 23.8, 14.3]),
            series("эксперименттік топ, кейін", [41.3, 28.6, 30.2]),
            series("бақылау тобы, дейін", [63.9, 23.0, 13.1]),
            series("бақылау тобы, кейін", [62.3, 23.0, 14.8]),
        ],
    }
}

fn caterpillar() -> Intervals {
    let dot = |n: i32| {
        let value = 48.0 + f64::from(n) * 4.0;
        let reach = 4.0 + f64::from((n * 7) % 5) * 2.0;
        Dot {
            name: format!("№ {n} орта мектеп"),
            value: (n != 3).then(|| shown(value, &format!("{value} %"))),
            interval: (n != 3).then(|| {
                (
                    value - reach,
                    value + reach,
                    format!("{} – {}", value - reach, value + reach),
                )
            }),
        }
    };
    Intervals {
        words: words(
            "Математика, 4 класс: средний результат школ с доверительным интервалом 95 %",
            "процент от максимума",
        ),
        heads: ["Школа", "Среднее", "Интервал"].map(str::to_owned),
        reach: Some((0.0, 100.0)),
        bands: [("низкий", 0.0), ("средний", 40.0), ("высокий", 85.0)]
            .map(|(name, from)| Band {
                name: name.into(),
                from,
            })
            .to_vec(),
        reference: Some(shown(60.4, "все школы: 60,4 %")),
        dots: (1..=7).map(dot).collect(),
    }
}

fn growth() -> Growth {
    let course = |name: &str, points: [Option<f64>; 4]| Course {
        name: name.to_owned(),
        points: points
            .into_iter()
            .map(|p| p.map(|p| shown(p, &format!("{p} %"))))
            .collect(),
    };
    Growth {
        words: words("7А-01: үлгерім өсуі", "пайыз"),
        step_head: "Күні".into(),
        steps: ["22.10.2026", "20.12.2026", "15.03.2027", "24.05.2027"]
            .map(str::to_owned)
            .to_vec(),
        reach: (0.0, 100.0),
        courses: vec![
            course("оқушы", [Some(48.0), Some(61.0), None, Some(78.0)]),
            course("сынып", [Some(55.0), Some(58.0), Some(60.0), Some(64.0)]),
        ],
    }
}

fn funnel() -> Funnel {
    let limits = |name: &str, confidence: f64| {
        let at = (5..=180).step_by(5).map(|n| {
            let limit = funnel_of_share(0.62, n, confidence).expect("a share");
            (n as f64, limit.low * 100.0, limit.high * 100.0)
        });
        Limits {
            name: name.to_owned(),
            at: at.collect(),
        }
    };
    let place = |(name, size, value, outside): (&str, u32, f64, bool)| Place {
        name: name.to_owned(),
        size,
        value: shown(value, &format!("{value} %")),
        outside,
    };
    Funnel {
        words: words("Качество знаний по школам", "доля «4» и «5», %"),
        size_axis: "учеников".into(),
        heads: ["Школа", "Учеников", "Качество"].map(str::to_owned),
        centre: shown(62.0, "все: 62 %"),
        limits: vec![limits("95 %", 0.95), limits("99,8 %", 0.998)],
        places: [
            ("Аққу", 9, 88.0, false),
            ("Шоқан Уәлиханов атындағы мектеп", 171, 84.0, true),
            ("№ 5", 60, 58.0, false),
            ("№ 12 ауыл мектебі", 96, 41.0, true),
            ("№ 7", 131, 66.0, false),
            ("№ 9", 24, 50.0, false),
        ]
        .map(place)
        .to_vec(),
    }
}

fn figures() -> [(&'static str, Figure); 4] {
    [
        ("bars", distribution().draw()),
        ("intervals", caterpillar().draw()),
        ("lines", growth().draw()),
        ("funnel", funnel().draw()),
    ]
}

#[test]
fn every_chart_is_well_formed_and_says_what_it_is() {
    for (name, figure) in figures() {
        let parsed = parse(&figure.svg, &XmlLimits::default());
        assert!(parsed.is_ok(), "{name}: {:?}", parsed.err());
        for part in [
            "role=\"img\"",
            "aria-labelledby=\"t-",
            "<title id=",
            "<desc id=",
            "viewBox=",
        ] {
            assert!(figure.svg.contains(part), "{name}: {part}");
        }
        assert!(
            !figure.svg.contains("NaN") && !figure.svg.contains("inf"),
            "{name}"
        );
        assert_eq!(
            figure
                .table
                .rows
                .iter()
                .find(|row| row.len() != figure.table.head.len()),
            None,
            "{name}"
        );
    }
    let twice = figures().map(|(_, figure)| figure);
    assert_eq!(figures().map(|(_, figure)| figure), twice);
}

#[test]
fn the_table_has_the_numbers_of_the_picture() {
    let figure = distribution().draw();
    assert_eq!(
        figure.table.rows[0],
        ["төмен", "61,9 %", "41,3 %", "63,9 %", "62,3 %"]
    );
    for cell in figure.table.rows.iter().flat_map(|row| &row[1..]) {
        assert!(figure.svg.contains(&format!(">{cell}</text>")), "{cell}");
    }
    let hidden = caterpillar().draw().table;
    assert_eq!(hidden.rows[2], ["№ 3 орта мектеп", "–", "–"]);
    let html = hidden.html();
    assert!(
        html.starts_with("<table><caption>Математика")
            && html.contains("<th scope=\"row\">№ 3 орта мектеп</th><td>–</td>"),
        "{html}"
    );
}

#[test]
fn nothing_that_is_typed_becomes_markup() {
    let evil = "</text><script>alert(\"x\")</script>&\u{0}'";
    let mut chart = distribution();
    chart.words = words(evil, evil);
    chart.categories[0] = evil.to_owned();
    chart.series[0].name = evil.to_owned();
    chart.series[0].bars[0] = Some(shown(1.0, evil));
    let figure = chart.draw();
    for text in [&figure.svg, &figure.table.html()] {
        assert!(
            !text.contains("<script") && !text.contains('\u{0}'),
            "{text}"
        );
    }
    assert!(parse(&figure.svg, &XmlLimits::default()).is_ok());
}

#[test]
fn charts_of_nothing_are_drawn_too() {
    let empty = Distribution {
        categories: vec![],
        series: vec![],
        ..distribution()
    }
    .draw();
    let alone = Intervals {
        reach: None,
        bands: vec![],
        reference: None,
        dots: vec![],
        ..caterpillar()
    }
    .draw();
    let still = Growth {
        steps: vec![],
        courses: vec![],
        ..growth()
    }
    .draw();
    let nobody = Funnel {
        limits: vec![],
        places: vec![],
        ..funnel()
    }
    .draw();
    for figure in [empty, alone, still, nobody] {
        assert!(
            !figure.svg.contains("NaN") && !figure.svg.contains("inf"),
            "{}",
            figure.svg
        );
        assert!(figure.table.rows.is_empty());
    }
}

/// Prints the pictures for somebody who wants to look at them.
#[test]
#[ignore = "for looking at, not for holding"]
fn pictures_to_look_at() {
    for (name, figure) in figures() {
        println!("=== {name}\n{}", figure.svg);
    }
}
