//! The people of the month: three centres, twenty developers, six reviewers.

use std::path::Path;

use serde_json::{Value, json};
use synaq::service::library::{self as shipped, LibraryFile};
use synaq::service::{Call, setup};

use super::tasks::{SUBJECTS, specification};
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

/// Folders of the shipped library that a bank without tasks begins with.
const FOLDERS: [&str; 5] = [
    "curricula",
    "item-specifications",
    "item-models",
    "quality",
    "workflows",
];

/// A centre with its own bank.
pub struct Centre {
    pub org: String,
    pub manager: Client,
    pub reviewers: [Client; 2],
    pub constructor: Client,
}

/// Whoever writes tasks of a subject.
pub struct Developer {
    pub id: String,
    pub client: Client,
}

/// The installation on the first day.
pub struct Bank {
    pub service: Service,
    pub centres: Vec<Centre>,
    /// Five for each subject: two at the keyboard, one with Excel, one with Word, one translator.
    pub developers: Vec<[Developer; 5]>,
    /// The test of each subject.
    pub specifications: Vec<String>,
}

/// Which centre a subject belongs to: the third one has the whole workflow.
pub const HOME: [usize; 4] = [0, 1, 1, 2];

impl Bank {
    pub fn open(backend: Backend) -> Self {
        let service = Service::start(backend);
        load_library(&service);
        service.policy(&service.root());
        let admin = service.administrator();
        let centres: Vec<Centre> = ["almaty", "astana", "shymkent"]
            .map(|code| centre(&service, &admin, code))
            .into();
        let developers = SUBJECTS.iter().zip(HOME).map(|(subject, home)| {
            let org = &centres[home].org;
            ["a", "b", "c", "d", "e"].map(|who| {
                let languages: &[&str] = match who {
                    "a" | "b" => &["kk", "ru", "en"],
                    "e" => &["en"],
                    _ => &["kk", "ru"],
                };
                let login = format!("{}-{who}", subject.code);
                developer(&service, (org, &login), subject.code, languages)
            })
        });
        let developers = developers.collect();
        let specifications = SUBJECTS.iter().zip(HOME).map(|(subject, home)| {
            let document = serde_json::from_value(specification(subject));
            let document = document.expect("a specification");
            library::publish_for(&service, &centres[home].org, &document, "public")
        });
        let specifications = specifications.collect();
        Self {
            service,
            centres,
            developers,
            specifications,
        }
    }
}

/// What `synaq serve` does on its first start, without the shipped tasks.
fn load_library(service: &Service) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("item_specs");
    let mut files = Vec::new();
    for folder in FOLDERS {
        for file in std::fs::read_dir(root.join(folder)).expect("a folder of the library") {
            let path = file.expect("a file").path();
            files.push(LibraryFile {
                text: std::fs::read_to_string(&path).expect("a document"),
                path: path.display().to_string(),
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let actor = setup::prepare(&service.services, "Asia/Almaty").expect("the root is there");
    shipped::load(&service.services, &Call::of(actor, "start"), &files)
        .unwrap_or_else(|refusal| panic!("the library does not load: {refusal}"));
}

fn centre(service: &Service, admin: &Client, code: &str) -> Centre {
    let body = json!({"code": code, "kind": "centre", "name": {"kk": code}});
    let made = admin.post("/organisations", &body).expect(201);
    let org = text(&made["id"]).to_owned();
    let role = |role: &str| service.user_with_role(&org, role);
    Centre {
        manager: role("bank_manager"),
        reviewers: [role("reviewer"), role("reviewer")],
        constructor: role("test_constructor"),
        org,
    }
}

fn developer(
    service: &Service,
    (org, login): (&str, &str),
    subject: &str,
    languages: &[&str],
) -> Developer {
    let admin = service.administrator();
    let user = admin.post("/users", &json!({"login": login, "home_org": org}));
    let id = text(&user.expect(201)["id"]).to_owned();
    for language in languages {
        let grant = json!({
            "role": "developer", "org_id": org, "subject": subject, "language": language
        });
        let path = format!("/users/{id}/grants");
        admin.post(&path, &grant).expect(201);
    }
    let client = service.client_of(&id);
    Developer { id, client }
}

/// The rows of a page.
pub fn rows(page: &Value) -> Vec<Value> {
    page["items"].as_array().expect("rows").clone()
}
