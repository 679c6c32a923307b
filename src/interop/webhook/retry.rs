//! When a webhook is tried, and what an answer means. Ten tries over 75 hours, after the example schedule
//! of Standard Webhooks 1.0.0, each delay up to a tenth longer so that failures do not come back together.

use chrono::{DateTime, Duration, Utc};

/// Seconds between one try and the next: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
pub const DELAYS_S: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// Tries in all.
pub const TRIES: u32 = 10;
/// The longest wait that a receiver may ask for.
const LONGEST_ASKED_S: i64 = 86_400;
/// Seconds that a busy receiver is left alone at least.
const BUSY_S: i64 = 60;

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A status, and how many seconds the receiver asks to be left alone.
    Status {
        /// HTTP status.
        status: u16,
        /// `Retry-After` in seconds, see [`retry_after`].
        retry_after_s: Option<i64>,
    },
    /// No answer: no connection, no address that may be called, or too late.
    None,
}

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It has arrived.
    Delivered,
    /// It is tried again at this instant.
    Try(DateTime<Utc>),
    /// It was tried often enough; it stays in the log and can be sent again by hand.
    GiveUp,
    /// The receiver wants no more: its endpoint is switched off.
    SwitchOff,
}

/// What is done after a try. `tries` counts the one that just ended, from 1; `jitter` is from 0 up to 1.
///
/// A redirect is a failure: it is never followed. 410 switches the endpoint off.
pub fn after(tries: u32, answer: Answer, ended: DateTime<Utc>, jitter: f64) -> Next {
    let asked = match answer {
        Answer::Status {
            status: 200..=299, ..
        } => return Next::Delivered,
        Answer::Status { status: 410, .. } => return Next::SwitchOff,
        Answer::Status {
            status,
            retry_after_s,
        } => {
            let busy = matches!(status, 429 | 502 | 503 | 504);
            retry_after_s.or(busy.then_some(BUSY_S)).unwrap_or(0)
        }
        Answer::None => 0,
    };
    let past = usize::try_from(tries.max(1) - 1).unwrap_or(usize::MAX);
    let Some(delay) = DELAYS_S.get(past) else {
        return Next::GiveUp;
    };
    let longer = 1.0 + jitter.clamp(0.0, 1.0) / 10.0;
    let delay = (*delay as f64 * longer).round() as i64;
    let wait = delay.max(asked.clamp(0, LONGEST_ASKED_S));
    Next::Try(ended + Duration::seconds(wait))
}

/// Seconds of a `Retry-After` header: a number, or a date as RFC 9110 writes it.
pub fn retry_after(value: &str, now: DateTime<Utc>) -> Option<i64> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(i64::from(seconds));
    }
    let date = DateTime::parse_from_rfc2822(value).ok()?;
    Some((date.to_utc() - now).num_seconds().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> DateTime<Utc> {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn status(status: u16) -> Answer {
        Answer::Status {
            status,
            retry_after_s: None,
        }
    }

    #[test]
    fn ten_tries_take_seventy_five_hours_thirty_five_minutes_and_five_seconds() {
        let (mut at, mut tries) = (start(), 1);
        while let Next::Try(next) = after(tries, status(500), at, 0.0) {
            at = next;
            tries += 1;
        }
        assert_eq!(tries, TRIES);
        assert_eq!((at - start()).num_seconds(), 75 * 3600 + 35 * 60 + 5);
    }

    #[test]
    fn any_2xx_is_delivered_410_switches_off_and_all_else_is_tried_again() {
        for ok in [200, 202, 204, 299] {
            assert_eq!(after(1, status(ok), start(), 0.0), Next::Delivered);
        }
        assert_eq!(after(1, status(410), start(), 0.0), Next::SwitchOff);
        let soon = Next::Try(start() + Duration::seconds(5));
        for failed in [199, 301, 302, 308, 400, 404, 500] {
            assert_eq!(after(1, status(failed), start(), 0.0), soon, "{failed}");
        }
        assert_eq!(after(1, Answer::None, start(), 0.0), soon);
    }

    #[test]
    fn a_busy_receiver_is_left_alone_and_may_say_how_long() {
        let wait = |answer| match after(1, answer, start(), 0.0) {
            Next::Try(at) => (at - start()).num_seconds(),
            other => panic!("{other:?}"),
        };
        let asked = |status, seconds| Answer::Status {
            status,
            retry_after_s: Some(seconds),
        };
        assert_eq!(wait(status(429)), 60);
        assert_eq!(wait(asked(503, 1_200)), 1_200);
        assert_eq!(wait(asked(429, 0)), 5);
        assert_eq!(wait(asked(503, 10_000_000)), 86_400);
        assert_eq!(wait(asked(503, -5)), 5);
        // What is asked for never makes the schedule shorter.
        let later = after(9, asked(503, 60), start(), 0.0);
        assert_eq!(later, Next::Try(start() + Duration::hours(24)));
    }

    #[test]
    fn jitter_makes_a_delay_at_most_a_tenth_longer() {
        let at = |jitter| after(2, status(500), start(), jitter);
        assert_eq!(at(0.5), Next::Try(start() + Duration::seconds(315)));
        assert_eq!(at(7.0), Next::Try(start() + Duration::seconds(330)));
        assert_eq!(
            at(f64::NEG_INFINITY),
            Next::Try(start() + Duration::seconds(300))
        );
    }

    #[test]
    fn the_receivers_wait_is_a_number_or_a_date() {
        assert_eq!(retry_after(" 120 ", start()), Some(120));
        assert_eq!(
            retry_after("Sun, 22 Nov 2026 10:02:00 GMT", start()),
            Some(120)
        );
        assert_eq!(
            retry_after("Sun, 22 Nov 2026 09:00:00 GMT", start()),
            Some(0)
        );
        assert_eq!(retry_after("soon", start()), None);
    }
}
