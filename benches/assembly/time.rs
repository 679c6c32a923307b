//! Processor time and memory of this process and of the commands it ran, from the kernel.

use std::fs;
use std::time::Instant;

/// How long something took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Time {
    /// Seconds of processor time of all threads.
    pub seconds: f64,
    /// Seconds of the clock.
    pub clock: f64,
}

/// Seconds of processor time of all threads so far; the clock where the kernel does not say.
fn cpu_seconds() -> f64 {
    let of = |task: fs::DirEntry| -> Option<f64> {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse().ok()
    };
    match fs::read_dir("/proc/self/task") {
        Ok(tasks) => tasks.flatten().filter_map(of).sum::<f64>() / 1e9,
        Err(_) => {
            let since = std::time::UNIX_EPOCH.elapsed();
            since.map_or(0.0, |time| time.as_secs_f64())
        }
    }
}

/// Ticks in a second, as the kernel tells processor time of ended processes.
const TICKS: f64 = 100.0;

/// Seconds of processor time of the commands that have ended, to the hundredth.
pub fn commands_seconds() -> f64 {
    let ticks = || {
        let text = fs::read_to_string("/proc/self/stat").ok()?;
        // The name may hold anything; what comes after it are numbers.
        let (_, numbers) = text.rsplit_once(") ")?;
        let mut waited_for = numbers.split(' ').skip(13).take(2);
        let user: f64 = waited_for.next()?.parse().ok()?;
        let system: f64 = waited_for.next()?.parse().ok()?;
        Some(user + system)
    };
    ticks().unwrap_or(0.0) / TICKS
}

/// Runs something, and how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Time) {
    let (begun, clock) = (cpu_seconds(), Instant::now());
    let result = run();
    let time = Time {
        seconds: cpu_seconds() - begun,
        clock: clock.elapsed().as_secs_f64(),
    };
    (result, time)
}

/// The kernel counts in ticks: what is shorter than this is run again and again.
const LONG_ENOUGH: f64 = 0.05;

/// Runs something until it has taken long enough to be measured, and how long one run took.
pub fn timed_often<T>(mut run: impl FnMut() -> T) -> (T, Time) {
    let (mut result, mut all) = timed(&mut run);
    let mut runs = 1.0;
    while all.seconds < LONG_ENOUGH {
        let (again, more) = timed(&mut run);
        result = again;
        all.seconds += more.seconds;
        all.clock += more.clock;
        runs += 1.0;
    }
    let one = Time {
        seconds: all.seconds / runs,
        clock: all.clock / runs,
    };
    (result, one)
}

/// Rounds of something that gives the same every time: what it gave, and the median of the times.
pub fn rounds<T: PartialEq>(count: usize, mut run: impl FnMut() -> T) -> (T, Time) {
    let (result, first) = timed_often(&mut run);
    let mut times = vec![first];
    for _ in 1..count {
        let (again, time) = timed_often(&mut run);
        assert!(again == result, "the same question has the same answer");
        times.push(time);
    }
    let of = |part: fn(&Time) -> f64| median(&times.iter().map(part).collect::<Vec<f64>>());
    let median = Time {
        seconds: of(|time| time.seconds),
        clock: of(|time| time.clock),
    };
    (result, median)
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() - 1) / 2]
}

/// What the machine had to do in the last one, five and fifteen minutes.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(", ")
}

/// Memory of this process in MiB by the kernel's name: `VmRSS` now, `VmHWM` the most there ever was.
pub fn memory_mib(name: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
