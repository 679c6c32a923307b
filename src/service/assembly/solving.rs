//! Solving in a child process: what it may cost is limited from outside, and a solver that hangs or
//! breaks down takes nothing with it.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::{Answer, Limits, Refusal};
use super::refused;
use crate::assembly::explain::Explanation;
use crate::assembly::mode::{PanelWork, SplitWork};
use crate::assembly::next_item::{Asked as Step, NextItem};
use crate::assembly::on_the_fly::work::{Done, Work};
use crate::assembly::panel::Panels;
use crate::assembly::precheck::precheck;
use crate::assembly::request::Request;
use crate::assembly::run::{Assembly, Refusal as Unassembled};
use crate::assembly::sensitivity::{Asked, Sensitivity};
use crate::assembly::shortage::RowCoverage;
use crate::assembly::split::Split;
use crate::language::finding::Finding;

/// How a child process ended.
#[derive(Debug)]
pub(in crate::service) enum Ended<T> {
    /// With an answer: of a solve, forms or an explanation.
    Answered(Box<T>),
    /// It took longer than the limit and was ended.
    TimedOut,
    /// Without an answer; what is known of why.
    Crashed(String),
}

/// How often the child is looked at: soon at first, for what takes milliseconds.
const LOOK: Duration = Duration::from_millis(20);
const FIRST_LOOK: Duration = Duration::from_millis(1);
/// How often the caller is asked whether to go on.
const BEAT: Duration = Duration::from_secs(1);

/// Solves a request. `go_on` is asked about once a second; when it refuses, the child is ended and
/// the refusal is given back.
pub(super) fn solve(
    limits: &Limits,
    request: &Request,
    go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended<Result<Assembly, Unassembled>>> {
    run(limits, "solve", request, go_on)
}

/// Draws forms of a cohort for some seconds.
pub(super) fn draw(
    limits: &Limits,
    work: &Work,
    go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended<Result<Done, Unassembled>>> {
    run(limits, "draw", work, go_on)
}

/// Solves panels.
pub(super) fn panels(
    limits: &Limits,
    work: &PanelWork,
    go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended<Result<Panels, Unassembled>>> {
    run(limits, "panels", work, go_on)
}

/// Parts a pool.
pub(super) fn split(
    limits: &Limits,
    work: &SplitWork,
    go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended<Result<Split, Unassembled>>> {
    run(limits, "split", work, go_on)
}

/// A step of an adaptive test.
pub(super) fn next_item(
    limits: &Limits,
    asked: &Step,
) -> Answer<Ended<Result<NextItem, Unassembled>>> {
    run(limits, "next-item", asked, || Ok(()))
}

/// What a form rests on.
pub(in crate::service) fn weigh(
    limits: &Limits,
    asked: &Asked,
) -> Answer<Ended<Result<Sensitivity, Vec<Finding>>>> {
    run(limits, "sensitivity", asked, || Ok(()))
}

/// What counting says of a request.
pub(super) enum Counted {
    /// Nothing against forms: what each row needs and has.
    Enough(Vec<RowCoverage>),
    /// It is proven that there are no forms.
    Short(Short),
}

/// What is missing, with nothing solved yet.
pub(super) struct Short {
    pub(super) findings: Vec<Finding>,
    pub(super) explanation: Box<Explanation>,
}

/// Counts whether forms can exist. Nothing is solved and no process is started, so it may be done while
/// somebody waits.
pub(super) fn counted(request: &Request) -> Answer<Counted> {
    match precheck(request).map_err(refused) {
        Ok(rows) => Ok(Counted::Enough(rows)),
        Err(Refusal::Explained {
            findings,
            explanation,
            ..
        }) => Ok(Counted::Short(Short {
            findings,
            explanation,
        })),
        Err(other) => Err(other),
    }
}

fn run<T: DeserializeOwned>(
    limits: &Limits,
    task: &str,
    input: &impl Serialize,
    mut go_on: impl FnMut() -> Answer<()>,
) -> Answer<Ended<T>> {
    let input = serde_json::to_vec(input)
        .map_err(|e| Refusal::Internal(format!("a request does not become JSON: {e}")))?;
    let mut running = match Running::start(limits, task, input) {
        Ok(running) => running,
        Err(e) => return Ok(Ended::Crashed(format!("the solver does not start: {e}"))),
    };
    let started = Instant::now();
    let mut beaten = started;
    let mut pause = FIRST_LOOK;
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
        std::thread::sleep(pause);
        pause = LOOK.min(pause * 2);
    }
}

/// A running child; it is ended when this is dropped.
struct Running {
    child: Child,
    output: Receiver<Vec<u8>>,
    complaint: Receiver<Vec<u8>>,
}

impl Running {
    fn start(limits: &Limits, task: &str, input: Vec<u8>) -> std::io::Result<Self> {
        let mut child = command(limits, task)
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

    fn answer<T: DeserializeOwned>(&self, status: ExitStatus) -> Ended<T> {
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
fn command(limits: &Limits, task: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    let script = r#"ulimit -v "$1" 2>/dev/null; exec "$2" "$3""#;
    let kibibytes = (limits.solve_bytes >> 10).to_string();
    command
        .args(["-c", script, "synaq-solve", &kibibytes])
        .arg(&limits.solve_program)
        .arg(task);
    command
}

#[cfg(not(unix))]
fn command(limits: &Limits, task: &str) -> Command {
    let mut command = Command::new(&limits.solve_program);
    command.arg(task);
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
