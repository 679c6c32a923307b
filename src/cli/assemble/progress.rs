//! A line on a terminal while something runs; nothing anywhere else.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Does the work; a person who watches standard error sees what it is and for how long it runs.
pub(super) fn shown<T: Send>(what: &str, work: impl FnOnce() -> T + Send) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let started = Instant::now();
    let (done, is_done) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while is_done.recv_timeout(Duration::from_millis(200)) == Err(RecvTimeoutError::Timeout)
            {
                eprint!("\r{what}, {:.1} s ", started.elapsed().as_secs_f64());
            }
            eprint!("\r\u{1b}[K");
        });
        let answer = work();
        drop(done);
        answer
    })
}
