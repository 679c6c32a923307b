//! The feed of changes: what schools poll to learn what holds and what does not.

use chrono::TimeDelta;
use serde_json::{Value, json};
use synaq::service::changes::{Changes, ChangesRequest, list_changes};
use synaq::service::{Call, PageRequest};

use super::specification_life::{document, published};
use crate::harness::api::{Client, Service, text};

/// `change code version` of every entry.
fn told(feed: &Value) -> Vec<String> {
    let items = feed["items"].as_array().expect("items");
    let one = |i: &Value| {
        format!(
            "{} {} {}",
            text(&i["change"]),
            text(&i["code"]),
            i["version"]
        )
    };
    items.iter().map(one).collect()
}

fn reader(service: &Service) -> Client {
    let body = json!({"code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп"}});
    let school = service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    service.user_with_role(text(&school["id"]), "school_reader")
}

/// The day, two days ago.
fn lately(service: &Service) -> String {
    let day = (service.services.now() - TimeDelta::days(2)).date_naive();
    format!("/changes?since={day}")
}

on_both! {
    fn p3_a_school_polls_what_changed_since_a_day_and_goes_on_from_where_it_was(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = reader(&service);
        let since = lately(&service);
        let empty = reader.get(&since).expect(200);
        assert_eq!((&empty["items"], &empty["next"], &empty["resync"]), (&json!([]), &Value::Null, &Value::Null));
        let notice = json!({"notice": {"ru": "На письмо отводится 20 минут.", "kk": "Жазылымға 20 минут беріледі."}});
        let old = published(&admin, &document("old"), &notice);
        let mut next = document("new");
        next["replaces"] = json!(["old"]);
        let new = published(&admin, &next, &json!({}));
        let mut hidden = document("hidden");
        hidden["access"] = json!({"spec": "restricted"});
        published(&admin, &hidden, &json!({}));
        admin.post("/specifications", &document("draft")).expect(201);
        let calendar = json!({
            "schema": "synaq.calendar/v1", "id": "year", "version": 1, "academic_year": "2026-27", "title": {},
            "terms": [{"term": 1, "from": "2026-09-01", "to": "2026-10-25"}]
        });
        let calendar = admin.post("/calendars", &calendar).expect(201);
        admin.post(&format!("/specifications/{new}/versions/1/withdraw"), &json!({"reason": "A misprint in row A1."})).expect(200);
        let feed = reader.get(&since).expect(200);
        assert_eq!(told(&feed), ["published old 1", "published new 1", "superseded old 1", "published year 1", "withdrawn new 1"]);
        let item = |n: usize| feed["items"][n].clone();
        assert_eq!(item(0)["notice"], notice["notice"]);
        assert_eq!((&item(0)["href"], &item(0)["kind"], &item(0)["grade"]), (&json!(format!("/api/v1/specifications/{old}/versions/1")), &json!("SAT"), &json!(7)));
        assert_eq!(item(4)["reason"], "A misprint in row A1.");
        let address = text(&item(3)["href"]).strip_prefix("/api/v1").unwrap().to_owned();
        assert_eq!(reader.get(&address).expect(200)["id"], calendar["id"]);
        // Page by page it is the same, each change once.
        let (mut path, mut paged, mut ids) = (format!("{since}&limit=2"), Vec::new(), Vec::new());
        loop {
            let page = reader.get(&path).expect(200);
            paged.extend(told(&page));
            ids.extend(page["items"].as_array().unwrap().iter().map(|i| text(&i["id"]).to_owned()));
            match page["next"].as_str() {
                Some(next) => path = format!("/changes?limit=2&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(paged, told(&feed));
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 5);
        // From where it was: what is new, and at most the last minute again.
        let third = published(&admin, &document("third"), &json!({}));
        let later = reader.get(&format!("/changes?cursor={}", text(&feed["resume"]))).expect(200);
        assert_eq!(told(&later).last().map(String::as_str), Some("published third 1"));
        assert_eq!(later["items"].as_array().unwrap().last().unwrap()["object_id"], json!(third));
        assert_eq!(told(&admin.get(&since).expect(200)).iter().filter(|t| t.ends_with("hidden 1")).count(), 1);
        assert_eq!(service.nobody().get(&since).status, 401);
    }

    fn p3_a_day_to_come_or_no_day_is_refused_and_a_long_absence_reads_the_lists_again(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = reader(&service);
        published(&admin, &document("one"), &json!({}));
        let future = reader.get("/changes?since=2999-01-01");
        assert_eq!((future.status, future.findings()), (422, vec![("since_in_future".to_owned(), "/since".to_owned())]));
        for wrong in ["yesterday", "2026-13-01", "2026-11-01T08:00:00", "01.11.2026", ""] {
            let answer = reader.get(&format!("/changes?since={wrong}"));
            assert_eq!((answer.status, answer.findings()), (422, vec![("moment_invalid".to_owned(), "/since".to_owned())]), "{wrong}");
        }
        assert_eq!(reader.get("/changes?since=2026-11-01&colour=red&limit=0").findings().len(), 2);
        assert_eq!(reader.get("/changes?cursor=66-00000000").status, 400);
        let list = admin.get("/specifications?limit=1").expect(200);
        assert!(list["next"].is_null());
        // Years away, or never here: everything still told, and the hint to read the lists once.
        for path in ["/changes?since=2001-09-01", "/changes"] {
            let feed = reader.get(path).expect(200);
            assert_eq!(told(&feed), ["published one 1"], "{path}");
            let lists = &feed["resync"]["lists"];
            for list in lists.as_array().unwrap() {
                reader.get(text(list).strip_prefix("/api/v1").unwrap()).expect(200);
            }
            assert_eq!(lists.as_array().unwrap().len(), 7);
            let resumed = reader.get(&format!("/changes?cursor={}", text(&feed["resume"]))).expect(200);
            assert_eq!(resumed["resync"], Value::Null);
        }
        let moment = (service.services.now() - TimeDelta::days(179)).format("%Y-%m-%dT%H:%M:%SZ");
        assert_eq!(reader.get(&format!("/changes?since={moment}")).expect(200)["resync"], Value::Null);
    }

    fn what_expires_is_told_on_its_day_and_never_before(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let today = service.services.now().date_naive();
        let mut short = document("short");
        short["valid_until"] = json!(today + TimeDelta::days(9));
        published(&admin, &short, &json!({}));
        let user = text(&admin.get("/me").expect(200)["user_id"]).to_owned();
        let at = |days: i64, cursor: Option<String>| -> Changes {
            let now = service.services.now() + TimeDelta::days(days);
            let later = service.services.clone().with_clock(move || now);
            let call = Call::of(later.actor_of_user(&user).expect("an actor"), "test");
            let page = PageRequest { cursor, limit: None };
            let since = Some(today.to_string());
            list_changes(&later, &call, &ChangesRequest { since, page }).expect("a page")
        };
        let words = |page: &Changes| page.items.iter().map(|i| i.change.to_string()).collect::<Vec<_>>();
        assert_eq!(words(&at(0, None)), ["published"]);
        let before = at(5, None);
        assert_eq!(words(&before), ["published"]);
        // Two days later nothing comes twice, and on its day the end is told.
        let quiet = at(7, Some(before.resume));
        assert_eq!(words(&quiet), [""; 0]);
        let end = at(11, Some(quiet.resume));
        assert_eq!(words(&end), ["expired"]);
        // At midnight where the owner is.
        assert_eq!(end.items[0].at.with_timezone(&chrono_tz::Asia::Almaty).naive_local(), (today + TimeDelta::days(10)).and_time(chrono::NaiveTime::MIN));
        assert!(end.resync.is_none());
        assert_eq!(words(&at(12, Some(end.resume))), [""; 0]);
    }
}
