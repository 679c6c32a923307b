//! Where the service runs: a fresh database of each kind, and the real program on it as a process.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::{Connection as _, PgConnection, RunQueryDsl, sql_query};
use tempfile::TempDir;

use crate::http::Connection;

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own on the server that `scripts/with-postgres.sh` started.
    Postgres,
}

const SERVER: &str = "SYNAQ_TEST_POSTGRES";
/// Database connections of the service's default settings; what it is compared with gets the same.
pub const DATABASE_CONNECTIONS: u32 = 8;
/// Request threads of the service's default settings.
pub const REQUEST_THREADS: usize = 2;

/// An empty database and a data folder; both are gone when this is dropped.
pub struct Place {
    /// Which database.
    pub kind: Kind,
    /// Its address.
    pub url: String,
    /// The key that the first start printed.
    key: RefCell<String>,
    program: PathBuf,
    folder: TempDir,
}

impl Place {
    /// A new one: nothing is migrated yet.
    pub fn fresh(kind: Kind, program: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", folder.path().join("synaq.sqlite3").display()),
            Kind::Postgres => {
                let name = format!("synaq_bench_{}", uuid::Uuid::now_v7().simple());
                on_server(&format!("create database {name} template template0"));
                let server = server();
                let (authority, _maintenance) = server
                    .rsplit_once('/')
                    .expect("the address names a database");
                format!("{authority}/{name}")
            }
        };
        Self {
            kind,
            url,
            key: RefCell::default(),
            program: program.to_owned(),
            folder,
        }
    }

    /// Starts the service and waits until it is ready; says how long that took.
    pub fn start(&self) -> (Running, Duration) {
        let log = self.folder.path().join("bench.log");
        let begun = Instant::now();
        let mut process = Command::new(&self.program)
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                &self.url,
                "--data",
            ])
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).expect("the log can be made"))
            .spawn()
            .expect("the service starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let mut address = String::new();
        // The data folder is the last line of a start; a first start goes on with the key.
        let (mut line, mut first) = (String::new(), self.key.borrow().is_empty());
        while address.is_empty() || first {
            line.clear();
            if output.read_line(&mut line).expect("UTF-8") == 0 {
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                panic!("the service ended before it was ready:\n{said}");
            }
            if let Some(rest) = line.strip_prefix("Synaq        http://") {
                address = rest.trim_end().trim_end_matches('/').to_owned();
            } else if let Some(key) = line.strip_prefix("API key      ") {
                self.key.replace(key.trim_end().to_owned());
                first = false;
            }
        }
        // A full pipe would stop the service: what it says later is read and dropped.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        let running = Running {
            process,
            address,
            key: self.key.borrow().clone(),
        };
        running.wait_until_ready();
        (running, begun.elapsed())
    }

    /// Runs a command of the program on this database; gives what it prints.
    pub fn command(&self, words: &[&str]) -> String {
        let ended = Command::new(&self.program)
            .args(words)
            .args(["--database", &self.url, "--data"])
            .arg(self.folder.path())
            .output()
            .expect("the command line runs");
        let told = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{words:?}: {told}");
        String::from_utf8(ended.stdout).expect("UTF-8")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.kind == Kind::Postgres
            && let Some((_, name)) = self.url.rsplit_once('/')
        {
            on_server(&format!("drop database if exists {name} with (force)"));
        }
    }
}

/// A service that answers; it is stopped when this is dropped.
pub struct Running {
    process: Child,
    /// `host:port`.
    pub address: String,
    /// An administrator's key.
    pub key: String,
}

impl Running {
    /// A connection with the administrator's key.
    pub fn connect(&self) -> Connection {
        Connection::open(&self.address, &self.key).expect("the service listens")
    }

    /// Resident memory in MiB; `None` where the system does not say.
    pub fn memory_mib(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kib / 1024.0)
    }

    fn wait_until_ready(&self) {
        loop {
            let answer = Connection::open(&self.address, "")
                .and_then(|mut c| c.send("GET", "/api/v1/ready", "", b""));
            if answer.is_ok_and(|answer| answer.status == 200) {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Running {
    /// As an operator stops it, so that a second start finds what a second start finds.
    fn drop(&mut self) {
        let asked = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _gone_already = self.process.kill();
        }
        let _status = self.process.wait();
    }
}

/// True when there is a PostgreSQL to measure on.
pub fn has_postgres() -> bool {
    std::env::var_os(SERVER).is_some()
}

fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| panic!("{SERVER} is not set: run `make bench`"))
}

fn on_server(statement: &str) {
    let mut connection = PgConnection::establish(&server()).expect("the PostgreSQL server answers");
    sql_query(statement)
        .execute(&mut connection)
        .unwrap_or_else(|e| panic!("{statement}: {e}"));
}
