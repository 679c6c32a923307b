//! The real HTTP application on a port of its own inside the test process, and a client that says what
//! it sends and shows what it got.

use std::net::TcpListener;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};

use chrono::{TimeDelta, Utc};
use serde_json::Value;
use synaq::service::keys::{self, CreateKey};
use synaq::service::person_keys::PersonKeys;
use synaq::service::signing_keys::SigningKeys;
use synaq::service::{Call, Limits, Services, setup};
use synaq::store::Database;
use synaq::store::media_store::MediaStore;
use synaq::worker::Workers;

pub use super::answer::Answer;
use super::answer::{shortened, traced};
use super::{Backend, TestDatabase};

/// A service over a fresh database. It stops when this is dropped.
pub struct Service {
    /// The same services the server uses.
    pub services: Services,
    /// How far ahead of the true time the service's clock is, in seconds.
    ahead_s: Arc<AtomicI64>,
    port: u16,
    handle: actix_web::dev::ServerHandle,
    workers: Option<Workers>,
    media: tempfile::TempDir,
    database: TestDatabase,
}

/// The key that signs manifests of every test's service.
pub const SIGNING_KEY: &str = "3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c";

/// How often a call that waits for a job is sent.
const WAITS: usize = 15;

/// What the service logs stands with the output of the test that started it, shown when it fails.
fn told_with_the_test() {
    let logs = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_ansi(false)
        .with_test_writer();
    // One subscriber is enough for all tests of a process.
    let _ = logs.try_init();
}

impl Service {
    /// Starts one: root organisation and system account are there, nothing else.
    pub fn start(backend: Backend) -> Self {
        Self::start_with(backend, |_| {})
    }

    /// The same with other limits.
    pub fn start_with(backend: Backend, change: impl FnOnce(&mut Limits)) -> Self {
        told_with_the_test();
        let database = backend.fresh_database();
        let db = Database::open(&database.url, 4).expect("the fresh database opens");
        let program = env!("CARGO_BIN_EXE_synaq").into();
        let mut limits = Limits {
            solve_program: program,
            solve_s: 900,
            ..Limits::default()
        };
        change(&mut limits);
        let keys = PersonKeys::parse(&"5a".repeat(32)).expect("a key");
        let ahead_s = Arc::new(AtomicI64::new(0));
        let ahead = Arc::clone(&ahead_s);
        let media = tempfile::tempdir().expect("a folder for media");
        let services = Services::new(db, limits)
            .with_media(MediaStore::in_folder(media.path().join("media")))
            .with_person_keys(keys)
            .with_signing_keys(SigningKeys::parse(SIGNING_KEY).expect("a key"))
            .with_clock(move || Utc::now() + TimeDelta::seconds(ahead.load(Ordering::SeqCst)));
        services.media.make_folder().expect("the folder is made");
        setup::prepare(&services, "Asia/Almaty").expect("the root is made");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let (sender, receiver) = mpsc::channel();
        let served = services.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = synaq::app::start(served, listener, 2).expect("the server starts");
                sender
                    .send((running.port, running.handle.clone()))
                    .expect("the test waits");
                running.finished().await.expect("the server ends well");
            });
        });
        let (port, handle) = receiver.recv().expect("the server says where it is");
        let workers = Some(Workers::start(&services, 1));
        Self {
            services,
            ahead_s,
            port,
            handle,
            workers,
            media,
            database,
        }
    }

    /// Puts the service's clock on by so many seconds.
    pub fn pass(&self, seconds: i64) {
        self.ahead_s.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A client without a key.
    pub fn nobody(&self) -> Client {
        Client::new(self.port, None)
    }

    /// A client of a new administrator of the root organisation.
    pub fn administrator(&self) -> Client {
        let login = format!("admin-{}", self.services.new_id());
        let id = setup::create_administrator(&self.services, &login, None)
            .expect("an administrator is made");
        self.client_of(&id)
    }

    /// A client with a new key of a user.
    pub fn client_of(&self, user_id: &str) -> Client {
        let actor = self
            .services
            .actor_of_user(user_id)
            .expect("the user is active");
        let input = CreateKey {
            label: "test".into(),
            permissions: Vec::new(),
            expires_at: None,
        };
        let key = keys::create_key(&self.services, &Call::of(actor, "test"), input)
            .expect("a key is made");
        Client::new(self.port, Some(key.secret))
    }

    /// A client of a new user with one role in an organisation (by id); made through the API.
    pub fn user_with_role(&self, org_id: &str, role: &str) -> Client {
        let admin = self.administrator();
        let login = format!("{role}-{}", self.services.new_id());
        let user = admin
            .post(
                "/users",
                &serde_json::json!({"login": login, "home_org": org_id}),
            )
            .expect(201);
        let path = format!("/users/{}/grants", text(&user["id"]));
        admin
            .post(&path, &serde_json::json!({"role": role, "org_id": org_id}))
            .expect(201);
        self.client_of(text(&user["id"]))
    }

    /// Folder of the bytes of pictures and recordings.
    pub fn media_folder(&self) -> std::path::PathBuf {
        self.media.path().join("media")
    }

    /// Address of the database, for other processes and for whoever looks into it.
    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// Id of the root organisation.
    pub fn root(&self) -> String {
        let me = self.administrator().get("/me").expect(200);
        text(&me["home_org"]).to_owned()
    }

    /// Address of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.workers.take());
        let stopping = self.handle.stop(false);
        let _ = std::thread::spawn(move || actix_web::rt::System::new().block_on(stopping)).join();
    }
}

/// A text of a JSON value; the value must be one.
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("a text is expected, not {value}"))
}

/// A client of the API.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    secret: Option<String>,
}

impl Client {
    fn new(port: u16, secret: Option<String>) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            base: format!("http://127.0.0.1:{port}/api/v1"),
            secret,
        }
    }

    /// A client of a service of its own process (`http://127.0.0.1:8080`).
    pub fn at(address: &str, secret: &str) -> Self {
        let address = address.trim_end_matches('/');
        let mut client = Self::new(0, Some(secret.to_owned()));
        client.base = format!("{address}/api/v1");
        client
    }

    /// The same client with another key.
    pub fn with_key(&self, secret: &str) -> Self {
        Self {
            secret: Some(secret.to_owned()),
            ..self.clone()
        }
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// GET with headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, None)
    }

    /// POST of JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(
            "POST",
            path,
            &[("content-type", "application/json")],
            Some(body.to_string()),
        )
    }

    /// A POST that waits for its job, however long it takes: sent again with its key, it waits for the
    /// same job. A machine with much else to do is slow, not broken.
    pub fn awaited(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        let headers = [
            ("content-type", "application/json"),
            ("prefer", "wait=60"),
            ("idempotency-key", key.as_str()),
        ];
        let ask = || self.send("POST", path, &headers, Some(body.to_string()));
        let answers = std::iter::repeat_with(ask).take(WAITS);
        let mut answers = answers.skip_while(|answer| answer.status == 202);
        answers.next().unwrap_or_else(ask)
    }

    /// PUT of JSON with `If-Match`.
    pub fn put(&self, path: &str, tag: &str, body: &Value) -> Answer {
        let tag = format!("\"{}\"", tag.trim_matches('"'));
        let headers = [
            ("content-type", "application/json"),
            ("if-match", tag.as_str()),
        ];
        self.send("PUT", path, &headers, Some(body.to_string()))
    }

    /// DELETE.
    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], None)
    }

    /// Any request.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        self.send_bytes(method, path, headers, body.unwrap_or_default().into_bytes())
    }

    /// GET of bytes: status, media type, bytes.
    pub fn get_bytes(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.get_bytes_in(path, "en")
    }

    /// The same for a reader of this language.
    pub fn get_bytes_in(&self, path: &str, language: &str) -> (u16, String, Vec<u8>) {
        let url = format!("{}{path}", self.base);
        let secret = self.secret.as_deref().unwrap_or_default();
        let request = self.agent.get(&url).header("accept-language", language);
        let request = request.header("authorization", format!("Bearer {secret}"));
        let mut response = request.call().unwrap_or_else(|e| panic!("GET {url}: {e}"));
        let media_type = response.headers().get("content-type");
        let media_type = media_type.and_then(|v| v.to_str().ok()).unwrap_or_default();
        let media_type = media_type.to_owned();
        let bytes = response.body_mut().read_to_vec().expect("a body");
        (response.status().as_u16(), media_type, bytes)
    }

    /// Any request with a body of bytes.
    pub fn send_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        if let Some(secret) = &self.secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = traced().then(|| shortened(&body));
        let request = request.body(body).expect("a request");
        let mut response = self
            .agent
            .run(request)
            .unwrap_or_else(|e| panic!("{method} {url}: {e}"));
        let body = response.body_mut().with_config().limit(1 << 30);
        // Some answers are files.
        let body = String::from_utf8_lossy(&body.read_to_vec().expect("a body")).into_owned();
        if let Some(sent) = sent {
            let status = response.status().as_u16();
            println!(
                "{method} {path} {sent} → {status} {}",
                shortened(body.as_bytes())
            );
        }
        let headers = response.headers().iter();
        Answer {
            status: response.status().as_u16(),
            body,
            headers: headers
                .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into()))
                .collect(),
            asked: format!("{method} {url}"),
        }
    }
}
