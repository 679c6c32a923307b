//! What the service counts of itself, for a monitoring system that comes and reads it (OpenMetrics
//! text). Labels are route patterns, methods and statuses, never an id, an address or a name.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use actix_web::http::Method;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::service::measures::Measures;

/// Media type of what [`Metrics::text`] gives.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the classes of request durations, in seconds.
const BOUNDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0,
];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    method: &'static str,
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct JobState {
    kind: String,
    state: String,
}

/// Counters of one running service.
pub struct Metrics {
    requests: Family<Outcome, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
        }
    }
}

impl Metrics {
    /// Counts one answered request. `route` is the pattern that matched, `-` for none.
    pub fn count(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let (method, route) = (known(method), route.to_owned());
        let of_route = Route {
            method,
            route: route.clone(),
        };
        self.durations
            .get_or_create(&of_route)
            .observe(took.as_secs_f64());
        let outcome = Outcome {
            method,
            route,
            status,
        };
        self.requests.get_or_create(&outcome).inc();
    }

    /// Everything as text: what was counted, and what was measured just now.
    pub fn text(&self, measures: &Measures) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::with_prefix("synaq");
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The running program", version);
        registry.register("requests", "Requests answered", self.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "From the first byte read to the answer's head",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register("jobs", "Background jobs by state", jobs(measures));
        let oldest = Gauge::<f64, AtomicU64>::default();
        oldest.set(measures.oldest_waiting_s);
        registry.register_with_unit(
            "oldest_waiting_job_age",
            "Of the job that waits longest; 0 where none waits",
            Unit::Seconds,
            oldest,
        );
        for (name, help, value) in [
            (
                "database_connections",
                "Open connections to the database",
                measures.connections,
            ),
            (
                "database_connections_idle",
                "Of these, waiting to be used",
                measures.idle_connections,
            ),
        ] {
            let gauge: Gauge = Gauge::default();
            gauge.set(i64::from(value));
            registry.register(name, help, gauge);
        }
        let mut text = String::new();
        encode_registry(&mut text, &registry)?;
        encode_eof(&mut text)?;
        Ok(text)
    }
}

fn jobs(measures: &Measures) -> Family<JobState, Gauge> {
    let family = Family::<JobState, Gauge>::default();
    for count in &measures.jobs {
        let state = JobState {
            kind: count.kind.clone(),
            state: count.state.clone(),
        };
        family.get_or_create(&state).set(count.jobs);
    }
    family
}

/// A method by name; whatever a caller invents is one label.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
