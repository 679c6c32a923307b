//! A real browser without a window: what a person would see after the scripts have run.

// Each test binary uses its own part of this.
#![allow(dead_code)]

use std::process::{Command, Stdio};

const VARIABLE: &str = "SYNAQ_TEST_CHROMIUM";
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Virtual milliseconds that the page's scripts get; they pass as fast as the machine allows.
const SCRIPT_TIME_MS: u32 = 10_000;

/// The page at `url` as HTML, after its scripts have run.
pub fn dom(url: &str) -> String {
    let output = run(&["--dump-dom".to_owned(), url.to_owned()]);
    String::from_utf8(output).expect("the browser writes UTF-8")
}

/// Writes a picture of the page at `url` to `file` (PNG, 1280 × 1600).
pub fn picture(url: &str, file: &std::path::Path) {
    let target = format!("--screenshot={}", file.display());
    run(&[
        target,
        "--window-size=1280,1600".to_owned(),
        "--hide-scrollbars".to_owned(),
        url.to_owned(),
    ]);
}

fn run(arguments: &[String]) -> Vec<u8> {
    let profile = tempfile::TempDir::new().expect("a temporary folder can be made");
    let output = Command::new(program())
        // The sandbox needs privileges that containers and root do not have; the only pages
        // visited are our own.
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--no-first-run",
            "--disable-quic",
            "--disable-sync",
            "--disable-extensions",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
        ])
        // Whatever asks for another host finds none, with or without a network.
        .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--virtual-time-budget={SCRIPT_TIME_MS}"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the browser starts");
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the browser failed: {problem}");
    output.stdout
}

fn program() -> String {
    if let Ok(named) = std::env::var(VARIABLE) {
        return named;
    }
    let answers = |name: &&str| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|version| version.status.success())
    };
    NAMES
        .into_iter()
        .find(answers)
        .unwrap_or_else(|| {
            panic!(
                "no browser here: scripts/setup.sh test installs one, or name yours in {VARIABLE}"
            )
        })
        .to_owned()
}
