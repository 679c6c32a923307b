//! Bounded background workers: threads that take jobs from the job table and call use cases, nothing
//! else, and threads that send webhooks. A job runs at least once; each of its steps is idempotent.

mod sender;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use self::sender::Sender;
use crate::service::Services;
use crate::service::background::{self, Claimed};

/// How often an idle worker looks for work.
const PAUSE: Duration = Duration::from_millis(150);
/// After how many pauses the first worker sees to it that counts are ready.
const PAUSES_BETWEEN: u32 = 16;
/// How long a worker holds a job without a sign of life.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How often the first worker looks for what is due by time.
const HOUSEKEEPING: Duration = Duration::from_secs(3_600);

/// Threads that send webhooks: a receiver that is slow to answer keeps no job waiting.
const SENDERS: usize = 2;

/// Running workers; they stop after their current job when this is dropped.
pub struct Workers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts `count` workers, and those that send webhooks.
    pub fn start(services: &Services, count: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut threads: Vec<JoinHandle<()>> = (0..count)
            .map(|n| {
                let (services, stop) = (services.clone(), Arc::clone(&stop));
                let name = format!("{}-{n}", std::process::id());
                std::thread::spawn(move || work(&services, &name, &stop, n == 0))
            })
            .collect();
        let sender = Arc::new(Sender::default());
        threads.extend((0..SENDERS).map(|_| {
            let (services, stop) = (services.clone(), Arc::clone(&stop));
            let sender = Arc::clone(&sender);
            std::thread::spawn(move || sender::send_all(&services, &sender, &stop))
        }));
        Self { stop, threads }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // A worker that panicked has already said so in the log.
            let _ = thread.join();
        }
    }
}

fn work(services: &Services, name: &str, stop: &AtomicBool, is_first: bool) {
    let mut house_is_due = Instant::now();
    let mut pauses: u32 = 0;
    while !stop.load(Ordering::Relaxed) {
        if is_first && Instant::now() >= house_is_due {
            house_is_due = Instant::now() + HOUSEKEEPING;
            if let Err(refusal) = background::queue_due(services) {
                tracing::error!(worker = name, why = %refusal, "what is due could not be queued");
            }
        }
        match background::take(services, name, LEASE) {
            Ok(Some(job)) => {
                run_one(services, &job);
                pauses = 0;
            }
            Ok(None) => {
                if is_first && pauses.is_multiple_of(PAUSES_BETWEEN) {
                    background::keep_ready(services);
                }
                pauses = pauses.wrapping_add(1);
                std::thread::sleep(PAUSE);
            }
            Err(refusal) => {
                tracing::error!(worker = name, why = %refusal, "no job could be taken");
                std::thread::sleep(PAUSE * 10);
            }
        }
    }
}

fn run_one(services: &Services, job: &Claimed) {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        background::run(services, job)
    }));
    let outcome = outcome
        .unwrap_or_else(|_| Err(crate::service::Refusal::Internal("the job panicked".into())));
    if let Err(refusal) = background::finish(services, job, outcome) {
        tracing::error!(job = job.id(), why = %refusal, "the end of a job could not be written");
    }
}
