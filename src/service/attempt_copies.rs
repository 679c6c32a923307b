//! What one candidate of a sitting gets. The copy of a form is the same for all; who reads what is said in its
//! recordings differs, and the specification says it (`transcripts`): never, unless it is named there.

use super::sitting_access::{attempts_by_code, form_of, sitting_for};
use super::sitting_accommodations::GivenAccommodation;
use super::{Answer, Call, Refusal, Services, forms};
use crate::bank::Language;
use crate::form::attempt_copy::{AttemptCopy, attempt_copy};
use crate::identity::Permission;
use crate::specification::accommodations::TRANSCRIPT;
use crate::store::{StoreError, failure};

/// The copy of a candidate of a sitting, for those who plan it: they know who is provided with what.
pub fn read_attempt_copy(
    services: &Services,
    call: &Call,
    id: &str,
    candidate: &str,
) -> Answer<AttemptCopy> {
    let (sitting, attempt) = services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ManageSittings)?;
        let attempt = attempts_by_code(c, &sitting)?.remove(candidate);
        Ok((sitting, attempt.ok_or(Refusal::not_found("candidate"))?))
    })?;
    forms::readable(services, call, &sitting.form_id)?;
    let (_, form) = services.read(|c| form_of(c, &sitting))?;
    let language: Language = sitting.language.parse().map_err(StoreError::Corrupt)?;
    let given: Vec<GivenAccommodation> = failure::read_json(&attempt.accommodations)?;
    let mut provided = given.iter().flat_map(|given| &given.provides);
    let is_provided = provided.any(|what| what == TRANSCRIPT);
    let is_closed = sitting.state == "closed";
    let mut rules = form.specification.transcripts.iter();
    let is_shown = rules.any(|rule| rule.shows(is_closed, is_provided));
    attempt_copy(&form.document, &language, &form.material, is_shown).map_err(Refusal::Invalid)
}
