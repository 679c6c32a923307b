//! The one place where a submission is checked: structure, key and wording, the equality of its languages,
//! and what it hangs on. Every check leaves findings; which check a finding belongs to its code says.

use super::item_drafts::{check_document, document_of};
use super::{Answer, Call, Services, Unit, item_changes, item_quality, stimuli};
use crate::bank::check::Stage;
use crate::bank::workflow::document::Check;
use crate::bank::workflow::facts::CheckRun;
use crate::language::finding::Finding;
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, item_prints, quality};

/// What the checks of a content found.
#[derive(Clone, Debug, Default)]
pub(super) struct Checked {
    /// Every finding.
    pub(super) findings: Vec<Finding>,
    /// How many of them block, by check.
    pub(super) runs: Vec<CheckRun>,
}

/// Runs every check over a version.
pub(super) fn submission_checks(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    found: &FoundVersion,
) -> Answer<Checked> {
    let document = document_of(found)?;
    let owner = &found.item.owner_org;
    let mut findings = check_document(services, c, call, owner, &document, Stage::Submit)?;
    if let Some(code) = &document.content.stimulus {
        findings.extend(stimuli::submit_findings(services, c, owner, code)?);
    }
    let version = (found, &document);
    let (mut findings, waived) = item_quality::with_policy(services, c, call, version, findings)?;
    let stale = found.variants.iter().filter(|row| row.state == "stale");
    findings.extend(stale.map(|row| {
        Finding::error("variant_stale", format!("/texts/{}", row.language))
            .with("language", row.language.as_str())
            .with("source", row.source_language.as_str())
    }));
    findings.extend(item_changes::submit_findings(c, found)?);
    let runs = Check::ALL
        .iter()
        .map(|check| run_of(*check, &findings, &waived));
    Ok(Checked {
        runs: runs.collect(),
        findings,
    })
}

/// The same for a version that is handed in: of two that are nearly the same and come at one moment, the one
/// waits for the other and sees it. Nothing is written before.
pub(super) fn checks_at_handing_in(
    services: &Services,
    unit: &mut Unit<'_>,
    found: &FoundVersion,
) -> Answer<Checked> {
    if quality::is_some_chosen(unit.c)? {
        item_prints::one_at_a_time(unit.c)?;
    }
    submission_checks(services, unit.c, unit.call, found)
}

/// What of the findings belongs to a check.
fn run_of(check: Check, findings: &[Finding], waived: &[Finding]) -> CheckRun {
    let count = |findings: &[Finding]| {
        let own = findings
            .iter()
            .filter(|finding| finding.is_error() && check_of(&finding.code) == check);
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    CheckRun {
        check,
        blocking: count(findings),
        waived: count(waived),
    }
}

fn check_of(code: &str) -> Check {
    let languages = [
        "_between_languages",
        "variant_",
        "languages_",
        "letter_",
        "equality_",
    ];
    if code.contains("similar") {
        Check::Similarity
    } else if code.starts_with("key_") || code.contains("_test_") {
        Check::Key
    } else if languages.iter().any(|word| code.contains(word)) {
        Check::Languages
    } else {
        Check::Lint
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_counts_its_own_findings_and_only_those_that_block() {
        let findings = [
            Finding::error("numbers_differ_between_languages", "/texts/ru/stem"),
            Finding::error("variant_stale", "/texts/ru"),
            Finding::error("key_unknown_id", "/content/parts/0/key"),
            Finding::warning("key_too_many", "/content/parts/0/key"),
            Finding::error("points_sum_mismatch", "/content/points"),
        ];
        let blocking = |check| run_of(check, &findings, &[]).blocking;
        assert_eq!(blocking(Check::Languages), 2);
        assert_eq!(blocking(Check::Key), 1);
        assert_eq!(blocking(Check::Lint), 1);
        assert_eq!(blocking(Check::Similarity), 0);
        assert_eq!(run_of(Check::Languages, &[], &findings).waived, 2);
        assert_eq!(run_of(Check::Key, &[], &findings).waived, 1);
    }
}
