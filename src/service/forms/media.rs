//! Pictures in the texts of a locked form.

use super::sight::{readable, shared_form};
use super::{language_of, pinned_of};
use crate::bank::media::MediaType;
use crate::bank::rich::pictures;
use crate::form::candidate_copy::candidate_copy;
use crate::identity::Permission;
use crate::service::{Answer, Call, Refusal, Services, media, organisations};
use crate::store::failure;

/// A picture that the copies of a locked form show: to who reads the candidates' copy those of its tasks, to
/// who reads keys as well those of explanations and mark schemes.
pub fn read_form_medium(
    services: &Services,
    call: &Call,
    id: &str,
    hash: &str,
) -> Answer<(MediaType, Vec<u8>)> {
    let row = readable(services, call, id)?;
    let pinned = pinned_of(&row)?;
    let path = services.read(|c| organisations::path_of(c, &row.owner_org))?;
    let object = shared_form(&row, &path).unshared();
    let shown = if call.may(Permission::ReadKeys, &object) {
        failure::write_json(&pinned)
    } else {
        language_of(&row, None)?;
        let material = pinned.material();
        let languages = pinned.form.languages.iter();
        let copies = languages.map(|of| candidate_copy(&pinned.form, of, &material));
        let copies = copies.collect::<Result<Vec<_>, _>>();
        failure::write_json(&copies.map_err(Refusal::Invalid)?)
    };
    match pictures(&shown).iter().any(|one| one == hash) {
        true => media::bytes_of(services, hash),
        false => Err(Refusal::not_found("medium")),
    }
}
