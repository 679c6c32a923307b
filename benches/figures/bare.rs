//! What the service is compared with: actix and the same SELECT with the same pool, and nothing else.
//! It is this program again in a process of its own, as the service is one.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use actix_web::{App, HttpResponse, HttpServer, web};
use synaq::store::{Database, items};

use crate::ground::{DATABASE_CONNECTIONS, REQUEST_THREADS};

/// The word that makes this program the bare handler; the address of a database follows.
pub const WORD: &str = "--bare";

/// A running bare handler; it is stopped when this is dropped.
pub struct Bare {
    process: Child,
    /// `host:port`.
    pub address: String,
}

impl Bare {
    /// Starts one on a database.
    pub fn start(url: &str) -> Self {
        let program = std::env::current_exe().expect("a program has a path");
        let mut process = Command::new(program)
            .args([WORD, url])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the bare handler starts");
        let mut address = String::new();
        BufReader::new(process.stdout.take().expect("its output is a pipe"))
            .read_line(&mut address)
            .expect("UTF-8");
        Self {
            process,
            address: address.trim_end().to_owned(),
        }
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _gone_already = self.process.kill();
        let _status = self.process.wait();
    }
}

/// Serves `/{id}` until the process is ended.
pub fn serve(url: &str) {
    let database = Database::open(url, DATABASE_CONNECTIONS).expect("the database opens");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    println!("{}", listener.local_addr().expect("a bound port"));
    let database = web::Data::new(database);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(database.clone())
            .route("/{id}", web::get().to(read))
    })
    .workers(REQUEST_THREADS)
    .listen(listener)
    .expect("it listens");
    actix_web::rt::System::new()
        .block_on(server.run())
        .expect("it serves");
}

/// The stored documents as they are.
async fn read(database: web::Data<Database>, id: web::Path<String>) -> HttpResponse {
    let found = web::block(move || database.read(|c| items::version(c, &id, None))).await;
    match found {
        Ok(Ok(Some(found))) => {
            let texts: Vec<&str> = found
                .variants
                .iter()
                .map(|variant| variant.texts.as_str())
                .collect();
            let body = format!(
                "{{\"content\":{},\"texts\":[{}]}}",
                found.version.content,
                texts.join(",")
            );
            HttpResponse::Ok()
                .content_type("application/json")
                .body(body)
        }
        Ok(Ok(None)) => HttpResponse::NotFound().finish(),
        _ => HttpResponse::InternalServerError().finish(),
    }
}
