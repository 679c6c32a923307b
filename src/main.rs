//! Arguments → settings → telemetry → face.

use std::net::TcpListener;
use std::process::ExitCode;

use synaq::cli::{self, Faces, Threads};
use synaq::service::Services;
use synaq::worker::Workers;
use synaq::{api, app, edge};

fn main() -> ExitCode {
    let faces = Faces {
        serve,
        openapi: || edge::openapi::describe(&api::operations()),
    };
    cli::run(std::env::args_os(), &faces)
}

fn serve(services: Services, listener: TcpListener, threads: Threads) -> std::io::Result<()> {
    let _workers = Workers::start(&services, threads.jobs);
    app::serve(services, listener, threads.requests)
}
