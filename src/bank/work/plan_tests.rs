use chrono::NaiveDate;

use super::plan::{Competence, Developer, Gap, PlanRules, UnassignedReason, plan};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> PlanRules {
    PlanRules {
        start: day("2026-11-23"),
        latest: day("2026-12-31"),
        items_per_week: 7,
        most_each: 10,
    }
}

fn gap(row: &str, subject: &str, language: Option<&str>, need: u32) -> Gap {
    Gap {
        component: "main".into(),
        row: row.into(),
        subject: subject.into(),
        objectives: Vec::new(),
        level: None,
        language: language.map(|l| l.parse().unwrap()),
        need,
        have: 0,
        in_progress: 0,
    }
}

fn developer(id: &str, open: u32, competence: &[(&str, Option<&str>)]) -> Developer {
    let one = |(subject, language): &(&str, Option<&str>)| Competence {
        subject: Some((*subject).to_owned()),
        language: language.map(|l| l.parse().unwrap()),
    };
    Developer {
        user_id: id.into(),
        competence: competence.iter().map(one).collect(),
        open_items: open,
        most_items: None,
    }
}

fn told(gaps: &[Gap], developers: &[Developer]) -> Vec<String> {
    let plan = plan(gaps, developers, &rules()).unwrap();
    let one = plan.assignments.iter();
    one.map(|a| format!("{} {} {} until {}", a.developer_id, a.row, a.items, a.due))
        .collect()
}

#[test]
fn gaps_go_to_the_competent_evenly_with_days_that_can_be_kept() {
    let gaps = [
        gap("r1", "mathematics", Some("kk"), 6),
        gap("r2", "mathematics", Some("ru"), 4),
        gap("r3", "physics", None, 3),
    ];
    let developers = [
        developer("both", 0, &[("mathematics", None)]),
        developer("kazakh", 0, &[("mathematics", Some("kk"))]),
        developer("physicist", 5, &[("physics", Some("ru"))]),
    ];
    let expected = [
        "both r1 1 until 2026-11-24",
        "both r2 4 until 2026-11-28",
        "kazakh r1 5 until 2026-11-28",
        "physicist r3 3 until 2026-12-01",
    ];
    assert_eq!(told(&gaps, &developers), expected);
    let mut shuffled = developers.to_vec();
    shuffled.reverse();
    assert_eq!(told(&gaps, &shuffled), expected);
}

#[test]
fn what_there_is_and_what_is_in_progress_is_not_asked_for_again() {
    let mut gap = gap("r1", "mathematics", None, 10);
    gap.have = 4;
    gap.in_progress = 3;
    assert_eq!(gap.delta(), 3);
    let found = told(
        &[gap.clone()],
        &[developer("d", 0, &[("mathematics", None)])],
    );
    assert_eq!(found, ["d r1 3 until 2026-11-26"]);
    gap.have = 12;
    assert_eq!(gap.delta(), 0);
}

#[test]
fn what_cannot_be_assigned_is_said_with_its_reason() {
    let gaps = [
        gap("r1", "chemistry", Some("kk"), 2),
        gap("r2", "mathematics", Some("en"), 3),
        gap("r3", "mathematics", Some("kk"), 5),
    ];
    let mut full = developer(
        "d",
        1,
        &[("mathematics", Some("kk")), ("physics", Some("en"))],
    );
    full.most_items = Some(3);
    let plan = plan(&gaps, &[full], &rules()).unwrap();
    let found: Vec<_> = plan
        .unassigned
        .iter()
        .map(|u| (u.gap, u.items, u.reason))
        .collect();
    assert_eq!(
        found,
        [
            (0, 2, UnassignedReason::NobodyForSubject),
            (1, 3, UnassignedReason::NobodyForLanguage),
            (2, 3, UnassignedReason::AllFull),
        ]
    );
    let codes: Vec<_> = plan
        .unassigned
        .iter()
        .map(|u| u.finding.code.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "plan_nobody_for_subject",
            "plan_nobody_for_language",
            "plan_all_full"
        ]
    );
    assert_eq!((plan.loads[0].before, plan.loads[0].after), (1, 3));
}

#[test]
fn large_rows_become_several_assignments_and_work_beyond_the_last_day_is_marked() {
    let plan = plan(
        &[gap("r1", "mathematics", None, 45)],
        &[developer("d", 0, &[("mathematics", None)])],
        &rules(),
    )
    .unwrap();
    let found: Vec<_> = plan
        .assignments
        .iter()
        .map(|a| (a.items, a.due, a.hurried))
        .collect();
    assert_eq!(
        found,
        [
            (10, day("2026-12-03"), false),
            (10, day("2026-12-13"), false),
            (10, day("2026-12-23"), false),
            (10, day("2026-12-31"), true),
            (5, day("2026-12-31"), true),
        ]
    );
}

#[test]
fn rules_that_cannot_be_kept_are_refused() {
    let rules = PlanRules {
        latest: day("2026-11-01"),
        items_per_week: 0,
        ..rules()
    };
    let found = plan(&[], &[], &rules).unwrap_err();
    let codes: Vec<_> = found
        .iter()
        .map(|f| (f.code.as_str(), f.pointer.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("dates_reversed", "/latest"),
            ("below_minimum", "/items_per_week")
        ]
    );
}

#[test]
fn a_centre_of_470_developers_is_planned_at_once() {
    let subjects = ["mathematics", "physics", "kazakh", "history"];
    let languages = [Some("kk"), Some("ru"), None];
    let developers: Vec<Developer> = (0..470)
        .map(|n| {
            let competence = [(subjects[n % 4], languages[n % 3])];
            developer(&format!("d{n:03}"), (n % 7) as u32, &competence)
        })
        .collect();
    let gaps: Vec<Gap> = (0..60)
        .map(|n| gap(&format!("r{n}"), subjects[n % 4], languages[n % 2], 40))
        .collect();
    let plan = plan(&gaps, &developers, &rules()).unwrap();
    let given: u32 = plan.assignments.iter().map(|a| u32::from(a.items)).sum();
    assert_eq!(given, 2_400);
    assert!(plan.unassigned.is_empty());
    for subject in 0..4 {
        // Whoever writes the subject in any language has the same load, give or take one.
        let of = |n: usize| {
            plan.loads
                .iter()
                .find(|l| l.developer_id == format!("d{n:03}"))
        };
        let all = (0..470).filter(|n| n % 4 == subject && n % 3 == 2);
        let after: Vec<u32> = all
            .map(|n| of(n).map_or((n % 7) as u32, |l| l.after))
            .collect();
        let spread = after.iter().max().unwrap() - after.iter().min().unwrap();
        assert!(spread <= 1, "{subject}: {after:?}");
    }
}
