//! A client that costs little: one keep-alive connection, no pool, no runtime. What it costs is part
//! of every figure, so it is the same for the service and for what the service is compared with.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A connection to a service.
pub struct Connection {
    reader: BufReader<TcpStream>,
    address: String,
    secret: String,
}

/// An answer: status and body.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body as sent.
    pub body: Vec<u8>,
}

impl Connection {
    /// Opens one to `host:port`; the secret goes with every request.
    pub fn open(address: &str, secret: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(600)))?;
        Ok(Self {
            reader: BufReader::new(stream),
            address: address.to_owned(),
            secret: secret.to_owned(),
        })
    }

    /// Sends a request and reads the whole answer.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        more: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n{more}Content-Length: {}\r\n\r\n",
            self.address,
            self.secret,
            body.len()
        );
        let stream = self.reader.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        self.answer()
    }

    /// GET of a path that must answer 200.
    pub fn get(&mut self, path: &str) -> Answer {
        let answer = self
            .send("GET", path, "", b"")
            .unwrap_or_else(|e| panic!("GET {path}: {e}"));
        assert_eq!(
            answer.status,
            200,
            "GET {path}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        answer
    }

    /// GET of JSON.
    pub fn get_json(&mut self, path: &str) -> Value {
        serde_json::from_slice(&self.get(path).body).unwrap_or_else(|e| panic!("GET {path}: {e}"))
    }

    /// POST of JSON that must succeed.
    pub fn post(&mut self, path: &str, more: &str, body: &Value) -> Value {
        let more = format!("Content-Type: application/json\r\n{more}");
        let answer = self
            .send("POST", path, &more, body.to_string().as_bytes())
            .unwrap_or_else(|e| panic!("POST {path}: {e}"));
        let told = String::from_utf8_lossy(&answer.body);
        assert!(answer.status < 300, "POST {path}: {} {told}", answer.status);
        serde_json::from_str(&told).unwrap_or_else(|e| panic!("POST {path}: {e}: {told}"))
    }

    fn answer(&mut self) -> std::io::Result<Answer> {
        let status = self.line()?;
        let status = status
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .ok_or_else(|| broken(&status))?;
        let mut length = None;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
        let mut body = vec![0; length.ok_or_else(|| broken("no Content-Length"))?];
        self.reader.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        if self.reader.read_line(&mut line)? == 0 {
            return Err(broken("the connection was closed"));
        }
        Ok(line.trim_end().to_owned())
    }
}

fn broken(what: &str) -> std::io::Error {
    std::io::Error::other(what.to_owned())
}

/// Requests per second of so many connections asking for these paths in turn, each as soon as it has
/// its answer.
pub fn requests_per_second(
    address: &str,
    secret: &str,
    paths: &[String],
    connections: usize,
    time: Duration,
) -> f64 {
    let begun = Instant::now();
    let counts = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|thread| {
                scope.spawn(move || {
                    let mut connection =
                        Connection::open(address, secret).expect("the service listens");
                    let mut count = 0;
                    for path in paths
                        .iter()
                        .cycle()
                        .skip(thread * paths.len() / connections)
                    {
                        if begun.elapsed() >= time {
                            break;
                        }
                        connection.get(path);
                        count += 1;
                    }
                    count
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|t| t.join().expect("a client thread"))
            .sum::<u32>()
    });
    f64::from(counts) / begun.elapsed().as_secs_f64()
}
