//! Anchors: items of an earlier form, in the version of that form, that link a new form to it.

use super::eligible::{Context, Eligible, misfits};
use super::pool::Pool;
use super::request::{Anchor, Request};
use super::shortage::listed;
use crate::language::finding::Finding;
use crate::specification::component::Component;

/// What is wrong with the list itself: anchors where none are asked for, none or too few where they
/// are, and codes named twice.
pub(super) fn anchor_findings(request: &Request, component: &Component) -> Vec<Finding> {
    let given = &request.options.anchors;
    let Some(asked) = &component.anchors else {
        return match given.is_empty() {
            true => Vec::new(),
            false => vec![Finding::error("anchors_not_asked", "/options/anchors")],
        };
    };
    let mut findings = Vec::new();
    if given.len() < asked.items as usize {
        findings.push(
            Finding::error("anchors_too_few", "/options/anchors")
                .with("need", asked.items)
                .with("have", given.len()),
        );
    }
    for (index, anchor) in given.iter().enumerate() {
        let at = format!("/options/anchors/{index}");
        if given[..index].iter().any(|other| other.item == anchor.item) {
            findings.push(Finding::error("anchor_twice", at).with("item", anchor.item.as_str()));
        } else if asked.fixed_version && anchor.version.is_none() {
            let finding = Finding::error("anchor_without_version", format!("{at}/version"));
            findings.push(finding.with("item", anchor.item.as_str()));
        }
    }
    findings
}

/// Where fewer anchors can stand in the form than it needs: every one that cannot, by name.
pub(super) fn missing_anchors(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
) -> Vec<Finding> {
    let Some(asked) = &context.component.anchors else {
        return Vec::new();
    };
    let usable = |anchor: &Anchor| {
        let rows = eligible.by_row.iter().zip(&context.component.rows);
        let mut scored = rows.filter(|(_, row)| !row.unscored);
        scored.any(|(items, _)| {
            let mut items = items.iter().map(|&index| &pool.candidates()[index]);
            items.any(|item| item.code == anchor.item && context.is_anchor(item))
        })
    };
    let anchors = &context.options.anchors;
    let have = anchors.iter().filter(|anchor| usable(anchor)).count();
    if have >= asked.items as usize {
        return Vec::new();
    }
    let lost = anchors.iter().enumerate().filter(|(_, a)| !usable(a));
    lost.map(|(index, anchor)| missing(context, pool, index, anchor))
        .collect()
}

fn missing(context: &Context<'_>, pool: &Pool, index: usize, anchor: &Anchor) -> Finding {
    let version = |version: Option<u32>| version.map_or("–".to_owned(), |v| v.to_string());
    let of_code = || pool.candidates().iter().filter(|i| i.code == anchor.item);
    let there = of_code().find(|item| context.is_anchor(item));
    let scored = || context.component.rows.iter().filter(|row| !row.unscored);
    let finding = Finding::error("anchor_missing", format!("/options/anchors/{index}"))
        .with("item", anchor.item.as_str())
        .with("version", version(anchor.version));
    match there {
        // The item is there and fits no row: the rules that keep it out of its nearest one.
        Some(item) => {
            let reasons = scored().map(|row| misfits(context, row, item));
            let nearest = reasons.min_by_key(Vec::len).unwrap_or_default();
            let reasons = listed(nearest.iter().map(|reason| reason.as_str()));
            finding.with("why", "misfit").with("reasons", reasons)
        }
        None => {
            let versions = listed(of_code().map(|item| item.version));
            let why = if versions.is_empty() {
                "gone"
            } else {
                "version"
            };
            finding.with("why", why).with("reasons", versions)
        }
    }
}
