//! Which approved items are offered to the open collection: those that enough reviewers call an example to
//! others. An offer is no publication; whoever runs the collection takes it up, with attribution.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::Access;
use super::super::workflow::WorkflowDocument;
use super::super::workflow::facts::ItemFacts;
use super::attempt::AttemptNumber;
use super::verdict::{GivenVerdict, Rating};

/// An offer, with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PromotionOffer {
    /// The rating that counts.
    pub rating: Rating,
    /// Verdicts of the approving attempt that carry it, or a better one.
    pub count: u64,
    /// Verdicts of the approving attempt.
    pub base: u64,
}

/// The offer for an item that was approved in an attempt; none where the workflow offers no such items,
/// too few reviewers call it good, or it is secure.
pub fn promotion_offer(
    workflow: &WorkflowDocument,
    item: &ItemFacts,
    approved_in: AttemptNumber,
    verdicts: &[GivenVerdict],
) -> Option<PromotionOffer> {
    let rule = workflow.promotion.as_ref()?;
    let kind = workflow.kind_of(item)?;
    let is_for = rule.kinds.is_empty() || rule.kinds.contains(&kind.id);
    if !is_for || item.access == Access::Secure {
        return None;
    }
    let of_attempt = verdicts.iter().filter(|v| v.attempt == approved_in);
    let (mut count, mut base) = (0u64, 0u64);
    for verdict in of_attempt {
        base += 1;
        count += u64::from(verdict.said.rating >= rule.rating);
    }
    let enough = base > 0 && count * 100 >= base * u64::from(rule.percent);
    enough.then_some(PromotionOffer {
        rating: rule.rating,
        count,
        base,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::workflow::check_tests::{read, small};
    use crate::bank::workflow::decision_tests::{given, item};
    use serde_json::json;

    fn workflow() -> WorkflowDocument {
        let mut document = small();
        document["promotion"] = json!({"rating": "good", "percent": 50, "kinds": ["school"]});
        read(document)
    }

    fn rated(ratings: &[Rating]) -> Vec<GivenVerdict> {
        let mut verdicts: Vec<_> = ratings
            .iter()
            .map(|_| given("ann", "subject", "approve"))
            .collect();
        for (verdict, rating) in verdicts.iter_mut().zip(ratings) {
            verdict.said.rating = *rating;
        }
        verdicts
    }

    fn offer(item: &ItemFacts, verdicts: &[GivenVerdict]) -> Option<(u64, u64)> {
        let offer = promotion_offer(&workflow(), item, AttemptNumber::FIRST, verdicts);
        offer.map(|offer| (offer.count, offer.base))
    }

    #[test]
    fn an_item_that_half_of_its_reviewers_call_good_is_offered() {
        use Rating::{Good, Satisfactory};
        let school = item(&["SAU"]);
        assert_eq!(offer(&school, &rated(&[Good, Satisfactory])), Some((1, 2)));
        let few = rated(&[Good, Satisfactory, Satisfactory]);
        assert_eq!(offer(&school, &few), None);
        assert_eq!(offer(&school, &[]), None);
        // Verdicts of an earlier attempt do not count.
        let mut earlier = rated(&[Good]);
        earlier[0].attempt.attempt = 2;
        assert_eq!(offer(&school, &earlier), None);
    }

    #[test]
    fn secure_items_and_other_kinds_are_never_offered() {
        let good = rated(&[Rating::Good]);
        assert_eq!(offer(&item(&["EXTERNAL"]), &good), None);
        let secure = ItemFacts {
            access: Access::Secure,
            ..item(&["SAU"])
        };
        assert_eq!(offer(&secure, &good), None);
    }
}
