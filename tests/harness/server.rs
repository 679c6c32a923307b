//! The real service as its own process, on a port of the system's choice.

// Each test binary uses its own part of this.
#![allow(dead_code)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A service with a data folder of its own; it is stopped when this is dropped.
pub struct RunningServer {
    address: String,
    process: Child,
    _data: TempDir,
}

impl RunningServer {
    /// Starts `synaq serve` and waits for the line in which it says where it listens.
    pub fn start() -> RunningServer {
        let data = TempDir::new().expect("a temporary folder can be made");
        let mut process = Command::new(env!("CARGO_BIN_EXE_synaq"))
            // Seam: the options and settings of `serve`.
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the service starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let address = announced_address(&mut output);
        // A full pipe would stop the service: what it says later is read and dropped.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        RunningServer {
            address,
            process,
            _data: data,
        }
    }

    /// The address of a path, which begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        let _gone_already = self.process.kill();
        let _status = self.process.wait();
    }
}

/// Seam: the first `http://127.0.0.1:port` that the service prints.
fn announced_address(output: &mut impl BufRead) -> String {
    let mut said = String::new();
    loop {
        let before = said.len();
        let read = output
            .read_line(&mut said)
            .expect("the service writes UTF-8");
        assert!(
            read > 0,
            "the service ended before it said where it listens:\n{said}"
        );
        let line = &said[before..];
        if let Some(start) = line.find("http://127.0.0.1:") {
            let rest = &line[start + "http://".len()..];
            let end = rest.find(|c: char| !c.is_ascii_digit() && !".:".contains(c));
            return format!("http://{}", &rest[..end.unwrap_or(rest.len())]);
        }
    }
}
