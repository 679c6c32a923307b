//! What came of panels, parts of a pool, forms of a cohort and steps of an adaptive test.

use comfy_table::Row;
use serde_json::{Value, json};

use super::super::demo::table;
use super::super::outcome::print;
use super::asked::{Asked, joined};
use super::told::{constraints, form_text, number, short, word};
use crate::assembly::next_item::NextItem;
use crate::assembly::on_the_fly::Summary;
use crate::assembly::on_the_fly::work::ShortForm;
use crate::assembly::panel::{Panel, Panels};
use crate::assembly::split::{Feature, Split};

/// Panels: each module, then what holds over each route.
pub(super) fn panels(asked: &Asked, made: &Panels, as_json: bool) {
    if as_json {
        return value(asked, json!(made));
    }
    let mut lines = vec![title(asked)];
    for panel in &made.panels {
        lines.extend(panel_text(panel));
    }
    if made.panels.len() > 1 {
        lines.push(String::new());
        lines.push(constraints(std::slice::from_ref(&made.common)).to_string());
    }
    print(&lines.join("\n"));
}

fn panel_text(panel: &Panel) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!(
            "Panel {}: {}, objective {}, bound {}",
            panel.label,
            word(panel.status),
            number(panel.objective),
            number(panel.bound)
        ),
    ];
    for module in &panel.modules {
        lines.push(String::new());
        lines.extend(form_text(module));
    }
    for route in &panel.routes {
        lines.push(String::new());
        lines.push(format!(
            "Route {}: {}",
            route.route,
            route.modules.join(", ")
        ));
        lines.push(constraints(&route.achieved).to_string());
    }
    lines
}

/// Parts: how many items each has, and how alike they are.
pub(super) fn split(asked: &Asked, split: &Split, as_json: bool) {
    if as_json {
        return value(asked, json!(split));
    }
    let mut parts = table(["part", "items", "form of its items"]);
    for (index, part) in (1..).zip(&split.parts) {
        let cells: [String; 3] = [
            format!("{index}"),
            part.items.len().to_string(),
            short(&part.form.fingerprint),
        ];
        parts.add_row(Row::from(cells));
    }
    let mut features = table(["feature", "about", "in each part", "spread"]);
    for feature in &split.features {
        let sums: Vec<String> = feature.parts.iter().map(|sum| hundredths(*sum)).collect();
        features.add_row(Row::from([
            feature.kind.clone(),
            feature.about.clone(),
            sums.join(" "),
            percent(feature.spread),
        ]));
    }
    let spread = |feature: &Feature| feature.spread;
    let widest = split.features.iter().map(spread).fold(0.0, f64::max);
    let lines = [
        title(asked),
        parts.to_string(),
        format!(
            "{} items fit no row and belong to no part; the widest spread is {}",
            split.left_out.len(),
            percent(widest)
        ),
        features.to_string(),
    ];
    print(&lines.join("\n"));
}

/// Forms of a cohort: how they share the items; the forms themselves are for programs.
pub(super) fn cohort(asked: &Asked, summary: &Summary, forms: &[ShortForm], as_json: bool) {
    if as_json {
        let shown = |(number, form): (u32, &ShortForm)| {
            let task = |(item, version, row): &(String, u32, String)| json!({"item": item, "version": version, "row": row});
            let tasks: Vec<Value> = form.tasks.iter().map(task).collect();
            json!({"number": number, "fingerprint": form.fingerprint, "tasks": tasks})
        };
        let forms: Vec<Value> = (1..).zip(forms).map(shown).collect();
        return value(asked, json!({"summary": summary, "forms": forms}));
    }
    let lines = [
        title(asked),
        format!(
            "{} forms, every constraint recounted in each; {} different items in them",
            summary.forms, summary.items
        ),
        format!(
            "an item stands in {} of the forms at most",
            percent(summary.exposure_max)
        ),
        format!(
            "two forms have {} items in common at most, {} in the mean",
            summary.overlap_max,
            hundredths(summary.overlap_mean)
        ),
        "the forms themselves: --json, or --keep FILE".to_owned(),
    ];
    print(&lines.join("\n"));
}

/// A step of an adaptive test.
pub(super) fn next_item(asked: &Asked, next: &NextItem, as_json: bool) {
    if as_json {
        return value(asked, json!(next));
    }
    let mut tasks = table(["item", "version", "row", "information", "given"]);
    for task in &next.tasks {
        tasks.add_row(Row::from([
            task.item.clone(),
            task.version.to_string(),
            task.row.clone(),
            number(task.information),
            if task.given { "yes" } else { "" }.to_owned(),
        ]));
    }
    let named = match &next.next {
        Some(item) => format!("next item: {} version {}", item.item, item.version),
        None => "no next item: all are given".to_owned(),
    };
    let told = format!(
        "information {}, no form tells more than {}",
        number(next.information),
        number(next.bound)
    );
    let lines = [title(asked), named, told, tasks.to_string()];
    print(&lines.join("\n"));
}

fn value(asked: &Asked, mut value: Value) {
    let request = &asked.request;
    let document = &request.document;
    value["specification"] = json!({"id": document.id, "version": document.version});
    value["component"] = json!(request.component);
    value["languages"] = json!(request.languages);
    value["candidates"] = json!(request.candidates.len());
    value["seed"] = json!(request.options.seed);
    print(&value.to_string());
}

fn title(asked: &Asked) -> String {
    let request = &asked.request;
    format!(
        "{} version {}, component {}, languages {}\n{} candidates, seed {}",
        request.document.id,
        request.document.version,
        request.component,
        joined(&request.languages),
        request.candidates.len(),
        request.options.seed
    )
}

fn hundredths(value: f64) -> String {
    number((value * 100.0).round() / 100.0)
}

fn percent(share: f64) -> String {
    format!("{} %", hundredths(share * 100.0))
}
