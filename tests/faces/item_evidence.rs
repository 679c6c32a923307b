//! Statistics from files, and lists cut by what is known of items.

use serde_json::{Value, json};

use crate::bank::{Bank, mcq};
use crate::bank_lists::codes;
use crate::harness::api::{Client, text};

const HEADER: &str = "item,version,administration,date,population,model,metric,scale,n,value\n";

fn import(client: &Client, lines: &[&str], mode: &str) -> crate::harness::api::Answer {
    let content = format!("{HEADER}{}\n", lines.join("\n"));
    client.post(
        "/item-statistics/import",
        &json!({"format": "csv", "mode": mode, "content": content}),
    )
}

fn told(report: &Value) -> Vec<(u64, String)> {
    let lines = report["lines"].as_array().expect("lines");
    lines
        .iter()
        .flat_map(|line| {
            let findings = line["findings"].as_array().expect("findings").clone();
            findings
                .into_iter()
                .map(|f| (line["line"].as_u64().unwrap(), text(&f["code"]).to_owned()))
        })
        .collect()
}

on_both! {
    fn parameters_of_every_model_come_in_whole_and_wrong_lines_say_why(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("s-1"));
        bank.live(&mcq("s-2"));
        let lines = [
            "s-1,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,0.62",
            "s-1,1,pilot-1,2026-10-15,grade 6,3pl,a,pilot,214,1.1",
            "s-1,1,pilot-1,2026-10-15,grade 6,3pl,b,pilot,214,-0.3",
            "s-1,1,pilot-1,2026-10-15,grade 6,3pl,c,pilot,214,0.2",
            "s-1,1,pilot-1,2026-10-15,grade 6,gpcm,a,pilot,214,0.9",
            "s-1,1,pilot-1,2026-10-15,grade 6,gpcm,b1,pilot,214,-1.2",
            "s-1,1,pilot-1,2026-10-15,grade 6,gpcm,b2,pilot,214,0.8",
            "s-1,1,pilot-1,2026-10-15,grade 6,nominal,slope-2,pilot,214,33.5",
            "s-2,1,pilot-1,2026-10-15,grade 6,3pl,b,pilot,214,0.5",
            "none,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,0.5",
            "s-2,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,1.5",
            "s-2,1,pilot-1,2026-13-15,grade 6,ctt,p,,0,0.5",
            "s-1,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,0.63",
        ];
        let wrong = [(10, "statistic_set_incomplete"), (11, "reference_unknown"), (12, "statistic_out_of_range"),
            (13, "below_minimum"), (14, "statistic_twice")];
        let wrong: Vec<(u64, String)> = wrong.iter().map(|(n, c)| (*n, (*c).to_owned())).collect();
        let refused = import(&bank.manager, &lines, "all_or_nothing");
        assert_eq!((refused.status, refused.findings().len()), (422, 5), "{}", refused.body);
        assert_eq!(bank.author.get(&format!("/items/{id}/statistics")).expect(200), json!([]));
        let report = import(&bank.manager, &lines, "per_row").expect(200);
        assert_eq!(told(&report), wrong);
        assert_eq!((&report["kept"], &report["rejected"]), (&json!(8), &json!(5)));
        let again = import(&bank.manager, &lines[..8], "per_row").expect(200);
        assert_eq!((&again["kept"], &again["unchanged"]), (&json!(0), &json!(8)));
        let other = import(&bank.manager, &["s-1,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,0.7"], "per_row").expect(200);
        assert_eq!(told(&other), [(2, "statistic_taken".to_owned())]);
        let kept = bank.author.get(&format!("/items/{id}/statistics")).expect(200);
        let mut kept: Vec<String> = kept.as_array().unwrap().iter()
            .map(|s| format!("{} {} {}", text(&s["model"]), text(&s["metric"]), s["value"])).collect();
        kept.sort();
        assert_eq!(kept, ["3pl a 1.1", "3pl b -0.3", "3pl c 0.2", "ctt p 0.62", "gpcm a 0.9", "gpcm b1 -1.2", "gpcm b2 0.8", "nominal slope-2 33.5"]);
        let line = json!({"item": "s-2", "version": 1, "administration": "p", "date": "2026-10-15", "population": "g", "model": "ctt", "metric": "rit", "n": 30, "value": 0.4});
        let jsonl = json!({"format": "jsonl", "content": format!("{line}\n")});
        assert_eq!(bank.manager.post("/item-statistics/import", &jsonl).expect(200)["kept"], 1);
        assert_eq!(bank.author.post("/item-statistics/import", &jsonl).status, 403);
    }

    fn an_import_with_a_key_is_done_once_and_answers_the_same_again(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("k-1"));
        let post = |value: &str| {
            let content = format!("{HEADER}k-1,1,pilot-1,2026-10-15,grade 6,ctt,p,,214,{value}\n");
            let body = json!({"format": "csv", "content": content}).to_string();
            let headers = [("content-type", "application/json"), ("idempotency-key", "once")];
            bank.manager.send("POST", "/item-statistics/import", &headers, Some(body))
        };
        let first = post("0.62").expect(200);
        assert_eq!((&first["kept"], &first["unchanged"]), (&json!(1), &json!(0)));
        assert_eq!(post("0.62").expect(200), first);
        let other = post("0.63");
        assert_eq!((other.status, other.json()["code"].clone()), (422, json!("idempotency_key_reused")));
        let kept = bank.author.get(&format!("/items/{id}/statistics")).expect(200);
        assert_eq!(kept.as_array().map(Vec::len), Some(1));
    }

    fn lists_are_cut_by_statistics_and_no_evidence_is_a_value_of_its_own(backend) {
        let bank = Bank::open(backend);
        for code in ["e-1", "e-2", "e-3", "e-4"] {
            bank.live(&mcq(code));
        }
        let lines = [
            "e-1,1,pilot-1,2026-03-01,grade 6,ctt,p,,40,0.2", "e-1,1,pilot-2,2026-10-15,grade 6,ctt,p,,214,0.6",
            "e-1,1,pilot-2,2026-10-15,grade 6,ctt,rit,,214,0.4", "e-2,1,pilot-2,2026-10-15,grade 6,ctt,p,,214,0.9",
            "e-3,1,pilot-2,2026-10-15,grade 6,rasch,b,year-5,214,0.5", "e-2,1,pilot-2,2026-10-15,grade 6,rasch,b,year-6,214,0.5",
        ];
        assert_eq!(import(&bank.manager, &lines, "all_or_nothing").expect(200)["kept"], 6);
        for (query, expected) in [
            ("p_min=0.3&p_max=0.7", vec!["e-1"]), ("p_max=0.3", vec![]), ("p_max=0.3&administration=pilot-1", vec!["e-1"]),
            ("p_min=0.1&rit_min=0.3", vec!["e-1"]), ("p_min=0.1&n_min=300", vec![]), ("n_min=100", vec!["e-1", "e-2", "e-3"]),
            ("statistics=none", vec!["e-4"]), ("statistics=none&administration=pilot-1", vec!["e-2", "e-3", "e-4"]),
            ("statistics=some", vec!["e-1", "e-2", "e-3"]), ("b_min=0&scale=year-5", vec!["e-3"]),
            ("used=false", vec!["e-1", "e-2", "e-3", "e-4"]), ("used=true", vec![]), ("used_fewer_than=1&p_min=0.7", vec!["e-2"]),
            ("used_year=2026-2027&used_term=1", vec![]),
        ] {
            assert_eq!(codes(&bank.author, query), expected, "{query}");
            let facets = bank.author.get(&format!("/items/facets?{query}")).expect(200);
            assert_eq!(facets["total"]["count"], expected.len(), "{query}");
        }
        for (query, code, pointer) in [
            ("b_min=0", "statistic_scales_mixed", "/scale"), ("p_min=0.7&p_max=0.3", "filter_range_empty", "/p_min"),
            ("statistics=none&p_min=0.1", "filter_contradiction", "/statistics"), ("used_term=1", "filter_incomplete", "/used_term"),
        ] {
            for path in ["/items", "/items/facets"] {
                let refused = bank.author.get(&format!("{path}?{query}"));
                assert_eq!((refused.status, refused.findings()), (422, vec![(code.to_owned(), pointer.to_owned())]), "{query}");
            }
        }
        let narrow = bank.author.post("/keys", &json!({"label": "no keys", "permissions": ["read_items"]})).expect(201);
        let bearer = format!("Bearer {}", text(&narrow["secret"]));
        let refused = bank.service.nobody().get_with("/items?p_min=0.5", &[("authorization", &bearer)]);
        assert_eq!(refused.status, 403);
    }
}
