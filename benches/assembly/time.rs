//! Processor time and memory of this process, from the kernel.

use std::fs;

/// Seconds of processor time of all threads so far; the clock where the kernel does not say.
pub fn cpu_seconds() -> f64 {
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

/// Runs something, and how many seconds of processor time it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let begun = cpu_seconds();
    let result = run();
    (result, cpu_seconds() - begun)
}

/// The kernel counts in ticks: what is shorter than this is run again and again.
const LONG_ENOUGH: f64 = 0.05;

/// Runs something until it has taken long enough to be measured, and how many seconds of processor
/// time one run took.
pub fn timed_often<T>(mut run: impl FnMut() -> T) -> (T, f64) {
    let (mut result, mut seconds) = timed(&mut run);
    let mut runs = 1;
    while seconds < LONG_ENOUGH {
        let (again, more) = timed(&mut run);
        result = again;
        seconds += more;
        runs += 1;
    }
    (result, seconds / f64::from(runs))
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() - 1) / 2]
}

/// Forgets the greatest memory so far.
pub fn forget_peak() {
    let _not_on_this_kernel = fs::write("/proc/self/clear_refs", "5");
}

/// The greatest memory since then in MiB.
pub fn peak_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
