//! Whether as many of a sitting took part as its specification asks for.

use std::collections::BTreeMap;

use super::Answer;
use super::result_inputs::state_of;
use super::sitting_access::form_of;
use crate::language::finding::Finding;
use crate::scoring::participation::{TookPart, took_part};
use crate::scoring::result::AttemptPartState;
use crate::store::AnyConnection;
use crate::store::sittings::{self, SittingRow};

/// Who took part; none where the specification asks for no share.
pub(super) fn participation_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<Option<TookPart>> {
    let (_, form) = form_of(c, sitting)?;
    let Some(rule) = &form.specification.participation else {
        return Ok(None);
    };
    let mut attempts: BTreeMap<i64, Vec<AttemptPartState>> = BTreeMap::new();
    for part in sittings::parts_of(c, sitting.sitting_no)? {
        let own = attempts.entry(part.attempt_no).or_default();
        own.push(state_of(part)?);
    }
    Ok(took_part(rule, attempts.values().map(Vec::as_slice)))
}

/// The remark on a sitting that too few took part in.
pub(super) fn too_few(found: TookPart) -> Option<Finding> {
    let finding = || {
        Finding::warning("participation_too_low", "")
            .with("took_part", found.took_part)
            .with("expected", found.expected)
            .with("needed", found.needed)
    };
    (!found.reached).then(finding)
}
