//! What can be said of a request at once, by counting: a wrong request, forced items that fit
//! nowhere, and every row that is short. Passing proves nothing; failing is a proof. Who passes is
//! told what each row needs and has.

use super::anchors::missing_anchors;
use super::eligible::Eligible;
use super::explain::{Explainer, counted};
use super::given::impossible_given;
use super::prepare::{Prepared, forced_misfits};
use super::request::Request;
use super::run::{Refusal, RefusalKind};
use super::shortage::{RowCoverage, coverage, shortages};
use super::solver::Highs;

/// Checks a request without solving it.
///
/// # Errors
/// `Invalid` for a wrong request, `Infeasible` with every forced item that fits no row, else with
/// every short row and every other constraint that counting shows to be out of reach.
pub fn precheck(request: &Request) -> Result<Vec<RowCoverage>, Refusal> {
    let refuse = |kind, findings| Err(Refusal::of(kind, findings));
    let prepared = match Prepared::of(request) {
        Ok(prepared) => prepared,
        Err(findings) => return refuse(RefusalKind::Invalid, findings),
    };
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let mut findings = forced_misfits(&context, &prepared.pool, &eligible);
    findings.extend(missing_anchors(&context, &prepared.pool, &eligible));
    findings.extend(impossible_given(&context, &prepared.pool, &eligible));
    if !findings.is_empty() {
        return refuse(RefusalKind::Infeasible, findings);
    }
    let short = shortages(&context, &prepared.pool, &eligible);
    let explainer = Explainer::new(&context, &prepared.pool, &eligible, &Highs, &request.limits);
    let explanation = counted(&explainer, &short);
    if explanation.findings.is_empty() {
        return Ok(coverage(&context, &prepared.pool, &eligible));
    }
    let findings = explanation.findings.clone();
    Err(Refusal::of(RefusalKind::Infeasible, findings).explained(explanation))
}
