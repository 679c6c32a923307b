//! A receiver of webhooks on a port of its own: it keeps what came, and answers as it was told to.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use serde_json::Value;
use synaq::interop::webhook::signature::{Disbelief, Secret, verify};

/// A receiver. It stops when this is dropped.
pub struct Receiver {
    port: u16,
    answers: Arc<Mutex<VecDeque<String>>>,
    came: mpsc::Receiver<Received>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Receiver {
    /// Starts one that answers 204 unless it is told otherwise.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let (sender, came) = mpsc::channel();
        let told = Arc::clone(&answers);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { break };
                let answer = |told: &Mutex<VecDeque<String>>| {
                    let mut told = told.lock().expect("the answers");
                    told.pop_front().unwrap_or_else(|| "204 No Content".into())
                };
                let Some(received) = receive(&stream) else {
                    break;
                };
                let head = answer(&told);
                let reply =
                    format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                // Kept before it is answered: whoever sees the answer in the log finds the request here.
                if sender.send(received).is_err() {
                    break;
                }
                let _ = (&stream).write_all(reply.as_bytes());
            }
        });
        Self {
            port,
            answers,
            came,
        }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?centre=1", self.port)
    }

    /// Another path of it.
    pub fn elsewhere(&self) -> String {
        format!("http://127.0.0.1:{}/elsewhere", self.port)
    }

    /// What the next requests are answered: `503 Busy`, with headers after `\r\n`.
    pub fn answer(&self, heads: &[&str]) {
        let mut answers = self.answers.lock().expect("the answers");
        answers.extend(heads.iter().map(|head| (*head).to_owned()));
    }

    /// The next request; fails where none comes.
    #[track_caller]
    pub fn next(&self) -> Received {
        let came = self.came.recv_timeout(Duration::from_secs(60));
        came.expect("a webhook comes")
    }

    /// What came and was not looked at.
    pub fn rest(&self) -> Vec<Received> {
        self.came.try_iter().collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // An empty request ends the thread.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl Received {
    /// A header; '' where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    /// Whether a receiver with this secret believes it at a moment.
    pub fn verified(&self, secret: &str, now: i64) -> Result<(), Disbelief> {
        let secret = Secret::parse(secret).expect("a secret");
        let headers = (
            self.header("webhook-id"),
            self.header("webhook-timestamp"),
            self.header("webhook-signature"),
        );
        verify(&[secret], headers, &self.body, now)
    }
}

fn receive(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|l| l.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Received {
        method,
        path,
        headers,
        body,
    })
}
