//! Pilot block, anchors, bands, participation, appeal.

use super::{Inspection, child};
use crate::bank::Hundredths;
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_external(&mut self) {
        self.check_pilot();
        self.check_bands();
        let document = self.document;
        if let Some(participation) = &document.participation {
            for (field, share) in [
                ("required", participation.required),
                ("if_at_most_10", participation.if_at_most_10),
            ] {
                self.check_share(field, share, format!("/participation/{field}"));
            }
        }
        let twice = document.appeal.is_some() && document.appeals.is_some();
        self.check_said_twice("appeal", "appeals", twice);
    }

    fn check_pilot(&mut self) {
        let Some(pilot) = &self.document.pilot else {
            return;
        };
        let scored: u64 = self
            .document
            .blueprint
            .iter()
            .map(|r| u64::from(r.items))
            .sum();
        if let Some(anchors) = pilot
            .anchors
            .as_ref()
            .filter(|a| u64::from(a.items) > scored)
        {
            self.report(
                Finding::error("anchors_above_items", "/pilot/anchors/items")
                    .with("anchors", anchors.items)
                    .with("items", scored),
            );
        }
        if let Some(block) = &pilot.unscored_block {
            for (field, number) in [("items", block.items), ("spiral_forms", block.spiral_forms)] {
                if number == 0 {
                    self.report(
                        Finding::error("number_zero", format!("/pilot/unscored_block/{field}"))
                            .with("field", field),
                    );
                }
            }
            let forms =
                u64::from(block.spiral_forms) * u64::from(self.document.constraints.parallel_forms);
            if forms > MOST_FORMS {
                self.report(
                    Finding::error(
                        "spiral_forms_too_many",
                        "/pilot/unscored_block/spiral_forms",
                    )
                    .with("forms", forms)
                    .with("most", MOST_FORMS),
                );
            }
        }
        let Some(flags) = &pilot.flags else { return };
        if let Some([low, high]) = flags.p {
            let at = "/pilot/flags/p";
            self.check_range(low, high, at.to_owned());
            self.check_share("p", Some(low), format!("{at}/0"));
            self.check_share("p", Some(high), format!("{at}/1"));
        }
        let at = "/pilot/flags/distractor_min_share".to_owned();
        self.check_share("distractor_min_share", flags.distractor_min_share, at);
    }

    /// Lower bounds in percent, each its own.
    fn check_bands(&mut self) {
        let document = self.document;
        let twice = !document.bands.is_empty() && !document.levels.is_empty();
        self.check_said_twice("bands", "levels", twice);
        for (n, (band, from)) in document.bands.iter().enumerate() {
            let at = child("/bands", band);
            if *from < Hundredths::ZERO || *from > Hundredths::whole(100) {
                self.report(
                    Finding::error("band_out_of_range", at.clone())
                        .with("band", band.clone())
                        .with("from", from.to_string()),
                );
            }
            let earlier = document
                .bands
                .iter()
                .take(n)
                .find(|(_, other)| *other == from);
            if let Some((other, _)) = earlier {
                self.report(
                    Finding::error("bands_equal", at)
                        .with("band", band.clone())
                        .with("other", other.clone())
                        .with("from", from.to_string()),
                );
            }
        }
    }
}

/// Most forms of one run.
const MOST_FORMS: u64 = 100;
