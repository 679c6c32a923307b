//! Shares between organisations: what a partner gets by which right, before, while and after it holds;
//! cooperative authoring; forms made of what others let one use.

use serde_json::{Value, json};

use super::assembly::{SAU, assemble, items_of};
use super::bank::{act, curriculum, mcq};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;
use crate::harness::school::{class, mixed};

pub const ABSENT: &str = "00000000-0000-7000-8000-000000000000";

pub struct World {
    pub service: Service,
    pub owner: String,
    pub partner: String,
    /// Bank manager of the owner.
    pub manager: Client,
    /// Administrators of the partner, of an organisation beside it and of one below it.
    pub partner_admin: Client,
    pub stranger: Client,
    pub below: Client,
    pub draft: String,
    pub live: String,
    pub stimulus: String,
    pub specification: String,
    pub form: String,
    pub class: String,
}

impl World {
    pub fn new(backend: Backend) -> Self {
        let service = Service::start(backend);
        let root = service.root();
        service.policy(&root);
        let admin = service.administrator();
        let organisation = |code: &str, parent: &str| {
            let body = json!({"code": code, "kind": "school", "parent_id": parent, "name": {"kk": "Мектеп"}});
            text(&admin.post("/organisations", &body).expect(201)["id"]).to_owned()
        };
        let (owner, partner) = (organisation("centre", &root), organisation("school", &root));
        let beside = organisation("beside", &root);
        let below = organisation("below", &partner);
        admin.post("/curricula", &curriculum()).expect(201);
        let role = |org: &str, role: &str| service.user_with_role(org, role);
        let (author, reviewer) = (role(&owner, "developer"), role(&owner, "reviewer"));
        let manager = role(&owner, "bank_manager");
        let stimulus = json!({
            "code": "s-1", "kind": "table", "subject": "mathematics", "licence": "CC-BY-4.0",
            "texts": {"kk": {"body": "| 1 | 2 |"}, "ru": {"body": "| 1 | 2 |"}}
        });
        let stimulus = author.post("/stimuli", &stimulus).expect(201);
        let mut hung = mcq("draft-1");
        hung["content"]["stimulus"] = json!("s-1");
        let item =
            |document: &Value| text(&author.post("/items", document).expect(201)["id"]).to_owned();
        let (draft, live) = (item(&hung), item(&mcq("live-1")));
        act(&author, &live, 1, "submit").expect(200);
        act(&reviewer, &live, 1, "approve").expect(200);
        act(&manager, &live, 1, "put-live").expect(200);
        author
            .post("/enemy-groups", &json!({"items": [draft, live]}))
            .expect(201);
        let mut document = json!(library::specification(SAU));
        document["access"]["spec"] = json!("restricted");
        document["id"] = json!("restricted-test");
        let document = serde_json::from_value(document).expect("a specification");
        let specification = library::publish_for(&service, &owner, &document, "restricted");
        let form = service.form(&owner, mixed());
        let partner_admin = role(&partner, "administrator");
        let class = class(&partner_admin, 1);
        Self {
            manager,
            stranger: role(&beside, "administrator"),
            below: role(&below, "administrator"),
            stimulus: text(&stimulus["id"]).to_owned(),
            partner_admin,
            service,
            owner,
            partner,
            draft,
            live,
            specification,
            form,
            class,
        }
    }

    /// Shares everything there is with the partner by a right; ids of the shares.
    pub fn share(&self, right: &str, more: &Value) -> Vec<String> {
        let mut whats = vec![
            json!({"kind": "item", "subject": "mathematics", "grade": 6}),
            json!({"kind": "specification", "id": self.specification}),
        ];
        if right != "co_author" {
            whats.push(json!({"kind": "form", "id": self.form}));
        }
        let admin = self.service.administrator();
        let one = |mut what: Value| {
            what["partner"] = json!(self.partner);
            what["right"] = json!(right);
            for (key, value) in more.as_object().expect("fields") {
                what[key] = value.clone();
            }
            // A form's and a specification's owner is known by the object, a collection's by who shares.
            let client = if what["kind"] == "item" {
                &self.manager
            } else {
                &admin
            };
            text(&client.post("/shares", &what).expect(201)["id"]).to_owned()
        };
        whats.into_iter().map(one).collect()
    }
}

/// Status and body without the request's own id, and the same id for every object.
pub fn told(answer: &Answer, id: &str) -> (u16, String) {
    let request = text(&answer.json()["request_id"]).to_owned();
    (
        answer.status,
        answer.body.replace(&request, "").replace(id, ABSENT),
    )
}

on_both! {
    fn a_co_author_revises_a_shared_draft_and_both_organisations_see_who_did_what(backend) {
        let world = World::new(backend);
        let service = &world.service;
        let share = json!({"partner": "school", "right": "co_author", "kind": "item", "id": world.draft});
        let share = world.manager.post("/shares", &share).expect(201);
        assert_eq!((&share["owner_org"], &share["partner_org"]), (&json!(world.owner), &json!(world.partner)));
        let writer = service.user_with_role(&world.partner, "developer");
        let me = writer.get("/me").expect(200)["user_id"].clone();
        let path = format!("/items/{}/versions/1", world.draft);
        let before = writer.get(&path);
        let tag = before.header("etag").to_owned();
        let before = before.expect(200);
        let mut document = mcq("draft-1");
        document["content"]["tags"] = json!(["written together"]);
        let after = writer.put(&path, &tag, &document).expect(200);
        // The author of the version stays; both are named as its authors.
        assert_eq!(after["author_id"], before["author_id"]);
        let authors = writer.get(&format!("/items/{}/authors", world.draft)).expect(200);
        let told = |n: usize| (authors["items"][n]["user_id"].clone(), authors["items"][n]["org_id"].clone(), authors["items"][n]["is_partner"].clone());
        assert_eq!(told(0), (before["author_id"].clone(), json!(world.owner), json!(false)));
        assert_eq!(told(1), (me.clone(), json!(world.partner), json!(true)));
        assert_eq!(authors["items"].as_array().unwrap().len(), 2);
        // Both trails tell of it.
        let owner_admin = service.user_with_role(&world.owner, "administrator");
        for (who, org) in [(&owner_admin, &world.owner), (&world.partner_admin, &world.partner)] {
            let trail = who.get("/audit?limit=200").expect(200);
            let acts = trail["items"].as_array().unwrap().iter();
            let acts: Vec<_> = acts.filter(|a| a["action"] == "update_item" && a["org_id"] == json!(org)).collect();
            assert_eq!(acts.len(), 1);
            assert_eq!((&acts[0]["actor_id"], &acts[0]["detail"]["share"]), (&me, &share["id"]));
        }
        // What a share covers is still covered when it is written.
        let tag = writer.get(&path).header("etag").to_owned();
        let mut secret = document.clone();
        secret["content"]["access"] = json!("secure");
        assert_eq!(writer.put(&path, &tag, &secret).status, 403);
        // Handing in is writing; approving is the owner's.
        act(&writer, &world.draft, 1, "submit").expect(200);
        let reviewer = service.user_with_role(&world.partner, "reviewer");
        assert_eq!(act(&reviewer, &world.draft, 1, "approve").status, 403);
        let reviewer = service.user_with_role(&world.owner, "reviewer");
        act(&reviewer, &world.draft, 1, "approve").expect(200);
    }

    fn secure_objects_are_shared_only_by_saying_so_and_a_collection_holds_what_comes_later(backend) {
        let world = World::new(backend);
        let author = world.service.user_with_role(&world.owner, "developer");
        let add = |code: &str, access: &str, grades: (u8, u8)| {
            let mut item = mcq(code);
            item["content"]["access"] = json!(access);
            item["content"]["grade_min"] = json!(grades.0);
            item["content"]["grade_max"] = json!(grades.1);
            if grades.1 < 6 {
                item["content"]["objectives"] = json!([]);
                item["content"]["criteria"] = json!([]);
                item["content"].as_object_mut().unwrap().remove("unit");
            }
            text(&author.post("/items", &item).expect(201)["id"]).to_owned()
        };
        let secret = add("secret-1", "secure", (6, 6));
        let refused = world.manager.post("/shares", &json!({"partner": "school", "right": "read", "kind": "item", "id": secret}));
        assert_eq!((refused.status, refused.findings()), (422, vec![("share_secure_unsaid".into(), "/secure".into())]));
        let of_grade = json!({"partner": "school", "right": "read", "kind": "item", "subject": "mathematics", "grade": 6});
        world.manager.post("/shares", &of_grade).expect(201);
        let seen = || {
            let list = world.partner_admin.get("/items?limit=200").expect(200);
            let mut codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|i| text(&i["code"]).to_owned()).collect();
            codes.sort();
            let counted = world.partner_admin.get("/items/facets").expect(200)["total"]["count"].clone();
            assert_eq!(counted, json!(codes.len()));
            codes
        };
        assert_eq!(seen(), ["draft-1", "live-1"]);
        let hidden = world.partner_admin.get(&format!("/items/{secret}"));
        assert_eq!(told(&hidden, &secret), told(&world.partner_admin.get(&format!("/items/{ABSENT}")), ABSENT));
        add("later-1", "restricted", (5, 6));
        add("younger-1", "restricted", (5, 5));
        assert_eq!(seen(), ["draft-1", "later-1", "live-1"]);
        // Secure ones: said by the share, and for those only whose role sees secure ones.
        let mut with_secure = of_grade.clone();
        with_secure["secure"] = json!(true);
        world.manager.post("/shares", &with_secure).expect(201);
        assert_eq!(seen(), ["draft-1", "later-1", "live-1", "secret-1"]);
        let developer = world.service.user_with_role(&world.partner, "developer");
        assert_eq!(developer.get(&format!("/items/{secret}")).status, 404);
        assert_eq!(developer.get("/items/facets").expect(200)["total"]["count"], 3);
        // The right is to read: no keys, to nobody.
        assert_eq!(world.partner_admin.get(&format!("/items/{secret}")).expect(200)["keys_shown"], false);
    }

    fn a_wrong_share_is_refused_with_every_finding(backend) {
        let world = World::new(backend);
        let refused = |body: &Value| {
            let answer = world.manager.post("/shares", body);
            assert_eq!(answer.status, 422, "{}", answer.body);
            answer.findings()
        };
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            let mut pairs: Vec<_> = list.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned())).collect();
            pairs.sort();
            pairs
        };
        let found = refused(&json!({"partner": "nobody", "right": "co_author", "kind": "form", "until": "2020-01-01T00:00:00Z"}));
        assert_eq!(found, pairs(&[
            ("reference_unknown", "/partner"), ("share_right_not_for_kind", "/right"),
            ("share_of_nothing", ""), ("share_until_past", "/until")
        ]));
        let found = refused(&json!({"partner": "centre", "right": "use", "kind": "stimulus", "subject": "mathematics", "grade": 6}));
        assert_eq!(found, pairs(&[("share_with_itself", "/partner"), ("share_right_not_for_kind", "/right"), ("share_grade_not_for_kind", "/grade")]));
        let found = refused(&json!({"partner": "school", "right": "read", "kind": "item", "id": ABSENT, "subject": "mathematics"}));
        assert_eq!(found, pairs(&[("share_named_twice", "/subject"), ("reference_unknown", "/id")]));
        let body = json!({"partner": "school", "right": "read", "kind": "item", "id": world.live});
        let made = world.manager.post("/shares", &body).expect(201);
        let again = world.manager.post("/shares", &body);
        assert_eq!((again.status, again.findings()), (409, pairs(&[("share_in_force", "")])));
        let path = format!("/shares/{}", text(&made["id"]));
        // The partner knows of it and does not end it; those beside it do not know.
        world.partner_admin.get(&path).expect(200);
        assert_eq!(world.partner_admin.post(&format!("{path}/revoke"), &json!({})).status, 403);
        assert_eq!(world.stranger.get(&path).status, 404);
        let count = |client: &Client, query: &str| client.get(&format!("/shares{query}")).expect(200)["items"].as_array().unwrap().len();
        assert_eq!(count(&world.partner_admin, "?direction=received&in_force=true"), 1);
        assert_eq!(count(&world.partner_admin, "?direction=given"), 0);
        assert_eq!(count(&world.manager, "?direction=given"), 1);
        assert_eq!(count(&world.stranger, ""), 0);
        world.manager.post(&format!("{path}/revoke"), &json!({})).expect(200);
        let twice = world.manager.post(&format!("{path}/revoke"), &json!({}));
        assert_eq!((twice.status, twice.findings()), (409, pairs(&[("share_revoked", "")])));
        assert_eq!(count(&world.partner_admin, "?in_force=true"), 0);
        let developer = world.service.user_with_role(&world.owner, "developer");
        assert_eq!(developer.post("/shares", &body).status, 403);
    }

    fn a_partner_assembles_from_what_it_may_use_and_locks_while_it_may(backend) {
        let world = World::new(backend);
        let bank = library::bank("mathematics-g6");
        library::fill_for(&world.service, &world.owner, &bank, "live");
        let constructor = world.service.user_with_role(&world.partner, "test_constructor");
        let share = |kind: &str, right: &str, more: Value| {
            let mut body = json!({"partner": "school", "right": right, "kind": kind});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let client = world.service.user_with_role(&world.owner, "administrator");
            text(&client.post("/shares", &body).expect(201)["id"]).to_owned()
        };
        let request = json!({"specification_id": world.specification, "seed": 7});
        share("specification", "use", json!({"id": world.specification}));
        share("item", "read", json!({"subject": "mathematics"}));
        // To read tasks is not to use them.
        let short = assemble(&constructor, &request);
        assert_eq!((short.status, &short.json()["code"]), (422, &json!("infeasible")));
        let items = share("item", "use", json!({"subject": "mathematics", "grade": 6}));
        let run = assemble(&constructor, &request).expect(201);
        let forms = run["result"]["forms"].as_array().unwrap().clone();
        assert_eq!(forms.len(), 2);
        let codes: Vec<&str> = bank.items.iter().map(|i| i.code.as_str()).collect();
        assert!(items_of(&forms[0]).iter().all(|code| codes.contains(code)));
        let lock = |n: usize| {
            let path = format!("/forms/{}/lock", text(&forms[n]["id"]));
            constructor.send("POST", &path, &[("if-match", "*")], None)
        };
        // The form is the partner's own: its people read keys for marking.
        lock(0).expect(200);
        let locked = format!("/forms/{}", text(&forms[0]["id"]));
        constructor.get(&format!("{locked}/full-copy")).expect(200);
        let manager = &world.manager;
        assert_eq!(manager.get(&locked).status, 404);
        manager.post(&format!("/shares/{items}/revoke"), &json!({})).expect(200);
        let refused = lock(1);
        assert_eq!(refused.status, 409);
        assert!(refused.findings().iter().all(|(code, _)| code == "form_item_not_shared"), "{}", refused.body);
        // What is locked stays as it is; new forms find nothing.
        constructor.get(&format!("{locked}/full-copy")).expect(200);
        assert_eq!(assemble(&constructor, &request).status, 422);
    }
}
