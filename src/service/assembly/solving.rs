//! Solving in a child process: what it may cost is limited from outside, and a solver that hangs or
//! breaks down takes nothing with it.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::super::{Answer, Limits, Refusal};
use crate::assembly::request::Request;
use crate::assembly::run::{Assembly, Refusal as Unassembled};

/// How a child process ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// With forms or an explanation.
    Answered(Box<Result<Assembly, Unassembled>>),
    /// It took longer than the limit and was ended.
    TimedOut,
    /// Without an answer; what is known of why.
    Crashed(String),
}

/// How often the child is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// How often the caller is asked whether to go on.
const BEAT: Duration = Duration::from_secs(1);

/// Solves a request. `go_on` is asked about once a second; when it refuses, the child is ended and
/// the refusal is given back.
pub(super) fn solve(
    limits: &Limits,
    request: &Request,
    mut go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended> {
    let input = serde_json::to_vec(request)
        .map_err(|e| Refusal::Internal(format!("a request does not become JSON: {e}")))?;
    let mut running = match Running::start(limits, input) {
        Ok(running) => running,
        Err(e) => return Ok(Ended::Crashed(format!("the solver does not start: {e}"))),
    };
    let started = Instant::now();
    let mut beaten = started;
    loop {
        match running.child.try_wait() {
            Ok(Some(status)) => return Ok(running.answer(status)),
            Ok(None) => {}
            Err(e) => return Ok(Ended::Crashed(format!("the solver is lost: {e}"))),
        }
        if started.elapsed() > Duration::from_secs(limits.solve_s) {
            return Ok(Ended::TimedOut);
        }
        if beaten.elapsed() > BEAT {
            go_on()?;
            beaten = Instant::now();
        }
        std::thread::sleep(LOOK);
    }
}

/// A running child; it is ended when this is dropped.
struct Running {
    child: Child,
    output: Receiver<Vec<u8>>,
    complaint: Receiver<Vec<u8>>,
}

impl Running {
    fn start(limits: &Limits, input: Vec<u8>) -> std::io::Result<Self> {
        let mut child = command(limits)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(stdin) = child.stdin.take() {
            feed(stdin, input);
        }
        Ok(Self {
            output: collect(child.stdout.take()),
            complaint: collect(child.stderr.take()),
            child,
        })
    }

    fn answer(&self, status: ExitStatus) -> Ended {
        // The pipes close with the process; a grandchild that keeps them open is not waited for.
        let wait = Duration::from_secs(5);
        let output = self.output.recv_timeout(wait).unwrap_or_default();
        match serde_json::from_slice(&output) {
            Ok(answer) if status.success() => Ended::Answered(Box::new(answer)),
            read => {
                let complaint = self.complaint.recv_timeout(wait).unwrap_or_default();
                let complaint = String::from_utf8_lossy(&complaint);
                let unread = read
                    .err()
                    .map(|e| format!(", its answer does not read: {e}"));
                let unread = unread.filter(|_| status.success()).unwrap_or_default();
                Ended::Crashed(format!("{status}{unread}; {}", complaint.trim()))
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The solver with its memory limited. A shell sets the limit, because setting it in this process
/// would need unsafe code; the shell then becomes the solver, so that ending it ends the solver.
#[cfg(unix)]
fn command(limits: &Limits) -> Command {
    let mut command = Command::new("/bin/sh");
    let script = r#"ulimit -v "$1" 2>/dev/null; exec "$2" solve"#;
    let kibibytes = (limits.solve_bytes >> 10).to_string();
    command
        .args(["-c", script, "synaq-solve", &kibibytes])
        .arg(&limits.solve_program);
    command
}

#[cfg(not(unix))]
fn command(limits: &Limits) -> Command {
    let mut command = Command::new(&limits.solve_program);
    command.arg("solve");
    command
}

fn feed(mut stdin: ChildStdin, input: Vec<u8>) {
    std::thread::spawn(move || {
        // A child that ended early reads no further: its status says so.
        let _ = stdin.write_all(&input);
    });
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before a failure is still worth telling.
            let _ = pipe.read_to_end(&mut bytes);
        }
        // Nobody waits for the output of a child that was ended.
        let _ = sender.send(bytes);
    });
    receiver
}
