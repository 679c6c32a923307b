//! A3 and A6 for whoever has a grant for a subject or a language only: imports begin, and each record is
//! compared with the grants at its row.

use serde_json::{Value, json};

use super::bank::{Bank, curriculum};
use super::imports::{counts, ended, finished};
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::office::{self, typed};

/// A developer with one grant in the root organisation, narrowed as `narrow` says.
fn developer(service: &Service, narrow: &[(&str, &str)]) -> Client {
    let admin = service.administrator();
    let login = format!("developer-{}", service.services.new_id());
    let user = json!({"login": login, "home_org": service.root()});
    let user = admin.post("/users", &user).expect(201);
    let mut grant = json!({"role": "developer", "org_id": service.root()});
    for (name, value) in narrow {
        grant[*name] = json!(value);
    }
    let path = format!("/users/{}/grants", text(&user["id"]));
    admin.post(&path, &grant).expect(201);
    service.client_of(text(&user["id"]))
}

/// One developer of mathematics with the programme at hand.
fn of_mathematics(backend: Backend) -> (Bank, Client) {
    let bank = Bank::open(backend);
    let client = developer(&bank.service, &[("subject", "mathematics")]);
    (bank, client)
}

fn request(content: &str, mode: &str, dry_run: bool) -> Value {
    let profile = super::imports::profile("csv-basic");
    json!({"profile": profile, "content": content, "mode": mode, "dry_run": dry_run})
}

const TABLE: &str = "code;type;subject;grade;stem_ru;key;points\n\
    G-1;SA;mathematics;6;2 + 2 = ?;4;1\n\
    G-2;SA;kazakh_l2;7;Назовите столицу.;Астана;1\n";

fn listed(client: &Client) -> usize {
    let page = client.get("/items?limit=50").expect(200);
    page["items"].as_array().expect("items").len()
}

on_both! {
    fn a_developer_of_one_subject_imports_it_and_rows_of_others_are_refused_by_name(backend) {
        let (bank, client) = of_mathematics(backend);
        let expected = json!({"granted": "mathematics", "subject": "kazakh_l2"});
        // A rehearsal tells it, all or nothing keeps nothing, row by row keeps the right one.
        let report = finished(&client, &request(TABLE, "per_row", true));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let finding = &report["lines"][0]["findings"][0];
        assert_eq!((&report["lines"][0]["line"], &finding["code"], &finding["args"]), (&json!(3), &json!("import_subject_outside"), &expected));
        let job = client.post("/imports", &request(TABLE, "all_or_nothing", false)).expect(202);
        let job = ended(&client, text(&job["id"]));
        assert_eq!((&job["state"], &job["result"]["errors"][0]["args"]), (&json!("refused"), &expected), "{job}");
        assert_eq!(listed(&bank.manager), 0);
        let report = finished(&client, &request(TABLE, "per_row", false));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        assert_eq!(listed(&bank.manager), 1);
        // The import and its refused rows are the developer's, and no other narrowed one's.
        let id = text(&report["import_id"]).to_owned();
        assert_eq!(client.get(&format!("/imports/{id}")).expect(200)["rejected"], 1);
        let rejected = client.get_bytes(&format!("/imports/{id}/rejected"));
        assert!(String::from_utf8_lossy(&rejected.2).contains("G-2"));
        let colleague = developer(&bank.service, &[("subject", "mathematics")]);
        assert_eq!(colleague.get(&format!("/imports/{id}")).status, 404);
        assert_eq!(bank.manager.get(&format!("/imports/{id}")).expect(200)["rejected"], 1);
        // Whoever has both brings the other in.
        assert_eq!(counts(&finished(&bank.manager, &request(TABLE, "per_row", false))), [2, 1, 1, 0, 0]);
    }

    fn the_template_goes_in_with_a_grant_for_a_subject_and_tells_the_cell_of_another(backend) {
        let (bank, client) = of_mathematics(backend);
        let (status, _, template) = client.get_bytes("/imports/templates/xlsx?languages=ru&tasks=5");
        assert_eq!(status, 200);
        let row = |code: &'static str, subject: &'static str, grade: &'static str| vec![
            ("code", code), ("type", "SA"), ("subject", subject), ("grade", grade), ("points", "1"), ("stem_ru", "2 + 2 = ?"), ("key", "4"),
        ];
        let bytes = typed(&template, 0, &[row("g1", "mathematics", "6"), row("g2", "kazakh_l2", "7")]);
        let asked = json!({"format": "xlsx", "content_base64": office::base64(&bytes), "mode": "per_row"});
        let report = finished(&client, &asked);
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let tasks = office::sheets(&template)[0].0.clone();
        let at = format!("/{tasks}/{}", office::cell(&template, 0, "subject", 4));
        let finding = &report["lines"][0]["findings"][0];
        assert_eq!((&finding["code"], &finding["pointer"]), (&json!("import_subject_outside"), &json!(at)), "{report}");
        let back = client.get_bytes(&format!("/imports/{}/rejected.xlsx", text(&report["import_id"])));
        assert_eq!((back.0, office::sheets(&back.2)[0].1[2][0].as_str()), (200, "g2"));
        assert_eq!(client.get_bytes("/imports/templates/docx").0, 200);
        drop(bank);
    }

    fn a_grant_for_a_language_takes_records_in_it_and_no_others(backend) {
        let service = Service::start(backend);
        service.administrator().post("/curricula", &curriculum()).expect(201);
        let client = developer(&service, &[("language", "kk")]);
        let table = "code;type;subject;grade;stem_kk;stem_ru;key;points\n\
            K-1;SA;mathematics;6;2 + 2 = ?;;4;1\n\
            K-2;SA;mathematics;6;3 + 3 = ?;3 + 3 = ?;6;1\n";
        let report = finished(&client, &request(table, "per_row", false));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let finding = &report["lines"][0]["findings"][0];
        assert_eq!(
            (&finding["code"], &finding["pointer"], &finding["args"]),
            (&json!("import_language_outside"), &json!("/texts/ru/stem"), &json!({"granted": "kk", "language": "ru"})),
        );
    }

    fn a_known_item_of_another_subject_is_not_changed_by_a_record_that_calls_it_ones_own(backend) {
        let (bank, client) = of_mathematics(backend);
        assert_eq!(counts(&finished(&bank.manager, &request(TABLE, "per_row", false)))[1], 2);
        let turned = TABLE.replace("kazakh_l2;7", "mathematics;6");
        let report = finished(&client, &request(&turned, "per_row", false));
        assert_eq!(counts(&report), [2, 0, 1, 1, 0], "{report}");
        assert_eq!(report["lines"][0]["findings"][0]["code"], "already_taken");
        let found = bank.manager.get("/items?code=G-2").expect(200);
        assert_eq!(found["items"][0]["subject"], "kazakh_l2", "{found}");
        // Who has no right to import anywhere begins nothing.
        let refused = bank.reviewer.post("/imports", &request(TABLE, "per_row", true));
        assert_eq!(refused.expect(403)["code"], "denied");
    }
}
