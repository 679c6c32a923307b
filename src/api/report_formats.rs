//! A report in the format that its reader accepts: JSON, CSV, a workbook, or its chart as a picture.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::edge::accept::preferred;
use crate::edge::{Context, Problem, Reply};
use crate::interop::sheet::Sheet;
use crate::report::chart::Figure;
use crate::service::{Refusal, import_files};

const JSON: &str = "application/json";
/// A table.
pub(super) const CSV: &str = "text/csv";
/// The same table.
pub(super) const WORKBOOK: &str = import_files::WORKBOOK;
/// The chart.
pub(super) const SVG: &str = "image/svg+xml";

const FORMATS: &[&str] = &[JSON, CSV, WORKBOOK, SVG];

/// The format that the caller wants most.
pub(super) fn format_of(context: &Context) -> Result<&'static str, Problem> {
    let refused = || context.problem(Refusal::NotAcceptable { offered: FORMATS });
    preferred(context.accept.as_deref(), FORMATS).ok_or_else(refused)
}

/// The report in a format; table and chart are made only where they are wanted.
pub(super) fn reply(
    context: &Context,
    format: &'static str,
    report: &impl Serialize,
    (sheet, figure): (impl FnOnce() -> Sheet, impl FnOnce() -> Figure),
) -> Result<HttpResponse, Problem> {
    let reply = match format {
        CSV => Reply::bytes("text/csv; charset=utf-8", sheet().csv().into_bytes()),
        WORKBOOK => {
            let refused = |finding| context.problem(Refusal::invalid(finding));
            Reply::bytes(WORKBOOK, sheet().workbook().map_err(refused)?)
        }
        SVG => Reply::bytes(SVG, figure().svg.into_bytes()),
        _ => Reply::ok(report),
    };
    Ok(reply.send(context))
}
