//! Where the faces are put together: configuration → services → one HTTP application.
//!
//! Nothing imports this room but `main.rs` and the tests; it decides nothing.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::edge::metrics::Metrics;
use crate::edge::openapi::Description;
use crate::edge::plain_errors::tell_as_problem;
use crate::edge::request_log::log_request;
use crate::service::Services;
use crate::{api, edge, web as pages};

/// A server that accepts connections.
pub struct Running {
    /// Port it listens on.
    pub port: u16,
    /// Stops it.
    pub handle: ServerHandle,
    server: actix_web::dev::Server,
}

/// Seconds that running requests have to end in when the service stops.
const SHUTDOWN_S: u64 = 20;

/// Starts the service on a listener (port 0 for any). Must be called inside an actix runtime.
pub fn start(
    services: Services,
    listener: TcpListener,
    workers: usize,
) -> std::io::Result<Running> {
    let port = listener.local_addr()?.port();
    let description = web::Data::new(Description::of(&api::operations()));
    let services = web::Data::new(services);
    let metrics = web::Data::new(Metrics::default());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(services.clone())
            .app_data(description.clone())
            .app_data(metrics.clone())
            .app_data(web::PayloadConfig::new(edge::body::LARGEST_BODY))
            .wrap(from_fn(tell_as_problem))
            .wrap(Compress::default())
            .wrap(from_fn(log_request))
            .configure(api::configure)
            .configure(pages::configure)
            .default_service(web::to(edge::problem::no_such_address))
    })
    .workers(workers)
    .shutdown_timeout(SHUTDOWN_S)
    .disable_signals()
    .keep_alive(Duration::from_secs(75))
    .client_request_timeout(Duration::from_secs(30))
    .listen(listener)?
    .run();
    Ok(Running {
        port,
        handle: server.handle(),
        server,
    })
}

/// Serves until SIGTERM or SIGINT asks it to stop; running requests end first. A second signal does
/// not wait for them.
pub fn serve(services: Services, listener: TcpListener, workers: usize) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(async move {
        let running = start(services, listener, workers)?;
        let handle = running.handle.clone();
        let mut signals = Signals::new()?;
        actix_web::rt::spawn(async move {
            signals.next().await;
            tracing::info!("stopping; running requests end first");
            let stopping = handle.stop(true);
            tokio::select! {
                () = stopping => {}
                () = signals.next() => std::process::exit(130),
            }
        });
        running.finished().await
    })
}

/// The signals that ask a service to stop. Not the framework's own: it drops running requests on
/// SIGINT.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

impl Running {
    /// Serves until it is stopped (signal or handle).
    pub async fn finished(self) -> std::io::Result<()> {
        self.server.await
    }
}
