//! Drafts on their way in.

use super::item_drafts::check_document;
use super::{Answer, Call, Refusal, Services, item_recordings};
use crate::bank::check::Stage;
use crate::bank::rich::take_in;
use crate::bank::texts::ItemDocument;
use crate::language::finding::{Finding, refuses};
use crate::store::AnyConnection;

/// Takes a draft in: its rich texts are made safe, then it is checked; what only deserves a look is returned.
pub(super) fn accept_draft(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    document: &mut ItemDocument,
) -> Answer<Vec<Finding>> {
    let mut findings = take_in(document);
    item_recordings::measure(c, call, owner_org, document)?;
    findings.extend(check_document(
        services,
        c,
        call,
        owner_org,
        document,
        Stage::Draft,
    )?);
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    Ok(findings)
}
