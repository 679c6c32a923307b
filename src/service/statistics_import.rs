//! Statistics from a file: values with their context, item by item code.
//!
//! The parameters of one item under one response model come in together or not at all. What is there
//! already with the same value is passed over, so an import that was interrupted is run again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::BufRead;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::BulkMode;
use super::imports::{ImportOptions, LineReport};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Language;
use crate::bank::statistic::{check_value, missing_parameters};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::interop::statistics::{LineFormat, ReadLine, StatisticLine, read};
use crate::language::finding::{Finding, Place};
use crate::store::AnyConnection;
use crate::store::item_statistics::{self as rows, CodedVersion, StatisticRow};

/// Lines of one transaction.
const CHUNK: usize = 500;

/// A file of statistics.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportStatistics {
    /// How it is written.
    pub format: LineFormat,
    /// The file as text; columns or fields `item, version, language, administration, date, population,
    /// model, metric, scale, n, value, standard_error`.
    pub content: String,
    /// All lines or none, or each for itself.
    #[serde(default)]
    pub mode: BulkMode,
    /// Only tell what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatisticsReport {
    /// Lines read.
    pub lines_read: usize,
    /// Values kept (or that would be kept).
    pub kept: usize,
    /// Values that were there already.
    pub unchanged: usize,
    /// Lines refused.
    pub rejected: usize,
    /// Nothing was kept.
    pub dry_run: bool,
    /// Refused lines.
    pub lines: Vec<LineReport>,
}

/// Brings statistics in: one write, so that an idempotency key keeps its answer.
pub fn import_statistics(
    services: &Services,
    call: &Call,
    input: &ImportStatistics,
) -> Answer<StatisticsReport> {
    call.require_somewhere(Permission::WriteStatistics)?;
    let count = input.content.lines().count();
    if count > services.limits.bulk_rows + 1 {
        let finding = Finding::error("bulk_too_many", "/content").with("count", count);
        return Err(Refusal::invalid(
            finding.with("limit", services.limits.bulk_rows),
        ));
    }
    let lines = checked(input.format, input.content.as_bytes())?;
    services.write(call, "import_statistics", |unit| {
        let mut lines = lines.clone();
        let mut report = StatisticsReport {
            dry_run: input.dry_run,
            ..StatisticsReport::default()
        };
        let new = judge(unit.c, call, &mut lines, &mut report)?;
        let whole = input.mode == BulkMode::AllOrNothing;
        refuse_all_for_one(whole && !input.dry_run, &lines)?;
        let kept: &[StatisticRow] = if input.dry_run { &[] } else { &new };
        keep(unit, kept)?;
        report.kept = new.len();
        Ok(told(report, lines))
    })
}

/// Brings statistics in from a file of any length, a chunk to a transaction where lines stand for
/// themselves; what came in before an interruption is unchanged the next time.
pub fn import(
    services: &Services,
    call: &Call,
    format: LineFormat,
    file: impl BufRead,
    options: ImportOptions,
) -> Answer<StatisticsReport> {
    call.require_somewhere(Permission::WriteStatistics)?;
    let mut lines = checked(format, file)?;
    let mut report = StatisticsReport {
        dry_run: options.dry_run,
        ..StatisticsReport::default()
    };
    let whole = options.mode == BulkMode::AllOrNothing;
    let size = if whole { lines.len().max(1) } else { CHUNK };
    for chunk in lines.chunks_mut(size) {
        let new = services.read(|c| judge(c, call, chunk, &mut report))?;
        refuse_all_for_one(whole && !options.dry_run, chunk)?;
        report.kept += new.len();
        if !options.dry_run && !new.is_empty() {
            services.write(call, "import_statistics", |unit| keep(unit, &new))?;
        }
    }
    Ok(told(report, lines))
}

/// The lines of a file, those that are wrong by themselves as findings.
fn checked(format: LineFormat, file: impl BufRead) -> Answer<Vec<ReadLine>> {
    let mut lines = read(format, file).map_err(Refusal::Invalid)?;
    check_lines(&mut lines);
    refuse_broken_sets(&mut lines);
    Ok(lines)
}

/// The report with every refused line.
fn told(mut report: StatisticsReport, lines: Vec<ReadLine>) -> StatisticsReport {
    report.lines_read = lines.len();
    for (line, read) in lines {
        if let Err(findings) = read {
            report.rejected += 1;
            report.lines.push(LineReport {
                line,
                sheet: String::new(),
                accepted: false,
                findings,
            });
        }
    }
    report
}

fn refuse_all_for_one(applies: bool, lines: &[ReadLine]) -> Answer<()> {
    let wrong = lines.iter().filter_map(|(_, line)| line.as_ref().err());
    let findings: Vec<Finding> = wrong.flatten().cloned().collect();
    if applies && !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    Ok(())
}

/// What of a line makes it the same statistic as another.
type Key = (String, i32, String, String, String, String, String);

fn key_of(line: &StatisticLine) -> Key {
    (
        line.item.clone(),
        line.version,
        line.language.clone(),
        line.administration.clone(),
        line.model.clone(),
        line.metric.clone(),
        line.scale.clone(),
    )
}

/// What is wrong with lines by themselves, and lines that say the same thing.
fn check_lines(lines: &mut [ReadLine]) {
    let mut first: HashMap<Key, u32> = HashMap::new();
    for (number, read) in lines {
        let Ok(line) = read else {
            continue;
        };
        let mut findings = check_value(&line.model, &line.metric, line.value);
        if line.date.parse::<NaiveDate>().is_err() {
            findings
                .push(Finding::error("date_invalid", "/date").with("value", line.date.as_str()));
        }
        if !line.language.is_empty() && line.language.parse::<Language>().is_err() {
            let finding = Finding::error("language_invalid", "/language");
            findings.push(finding.with("value", line.language.as_str()));
        }
        match first.get(&key_of(line)) {
            Some(earlier) => findings.push(
                Finding::error("statistic_twice", "/metric")
                    .with("metric", line.metric.as_str())
                    .with("item", line.item.as_str())
                    .with("first", *earlier),
            ),
            None => {
                first.insert(key_of(line), *number);
            }
        }
        reject(*number, read, findings);
    }
}

/// The parameters of an item under a response model are whole, or none of them comes in.
fn refuse_broken_sets(lines: &mut [ReadLine]) {
    let mut sets: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (place, (_, read)) in lines.iter().enumerate() {
        if let Ok(line) = read {
            let mut key = key_of(line);
            key.5.clear();
            sets.entry(key).or_default().push(place);
        }
    }
    for (key, places) in sets {
        let metrics: BTreeSet<&str> = places
            .iter()
            .filter_map(|p| lines[*p].1.as_ref().ok())
            .map(|line| line.metric.as_str())
            .collect();
        let missing = missing_parameters(&key.4, &metrics);
        if missing.is_empty() {
            continue;
        }
        let finding = Finding::error("statistic_set_incomplete", "/metric")
            .with("model", key.4.as_str())
            .with("missing", missing.join(", "));
        for place in places {
            let (number, read) = &mut lines[place];
            reject(*number, read, vec![finding.clone()]);
        }
    }
}

fn reject(number: u32, read: &mut Result<StatisticLine, Vec<Finding>>, findings: Vec<Finding>) {
    if findings.is_empty() {
        return;
    }
    let place = Some(Place {
        line: number,
        column: 1,
    });
    *read = Err(findings
        .into_iter()
        .map(|f| Finding { place, ..f })
        .collect());
}

/// The rows that are new; wrong lines become findings.
fn judge(
    c: &mut AnyConnection,
    call: &Call,
    lines: &mut [ReadLine],
    report: &mut StatisticsReport,
) -> Answer<Vec<StatisticRow>> {
    let right = lines.iter().filter_map(|(_, line)| line.as_ref().ok());
    let codes: BTreeSet<String> = right.map(|line| line.item.clone()).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut versions = Vec::new();
    let mut known = Vec::new();
    for chunk in codes.chunks(CHUNK) {
        let found = rows::by_codes(c, chunk)?;
        let ids: HashSet<&str> = found.iter().map(|v| v.item_id.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        known.extend(rows::of_items(c, &ids)?);
        versions.extend(found);
    }
    versions.retain(|version| may_enter(call, version));
    let known: HashMap<_, _> = known.iter().map(|row| (stored_key(row), row)).collect();
    let mut new = Vec::new();
    for (number, read) in lines {
        let Ok(line) = read else {
            continue;
        };
        let verdict = match version_of(call, &versions, line) {
            Err(finding) => Err(finding),
            Ok(version) => {
                let row = row_of(&version.item_id, line);
                match known.get(&stored_key(&row)) {
                    None => Ok(Some(row)),
                    Some(there) if same(there, &row) => Ok(None),
                    Some(_) => Err(Finding::error("statistic_taken", "/metric")),
                }
            }
        };
        match verdict {
            Ok(Some(row)) => new.push(row),
            Ok(None) => report.unchanged += 1,
            Err(finding) => reject(*number, read, vec![finding]),
        }
    }
    Ok(new)
}

/// The version a line is about: of the caller's own organisation, else of the only other one.
fn version_of<'a>(
    call: &Call,
    versions: &'a [CodedVersion],
    line: &StatisticLine,
) -> Result<&'a CodedVersion, Finding> {
    let with_code = versions.iter().filter(|v| v.code == line.item);
    let mut meant: Vec<&CodedVersion> = with_code.filter(|v| v.number == line.version).collect();
    if let Some(own) = meant.iter().find(|v| v.owner_org == call.actor.home_org) {
        return Ok(own);
    }
    match (meant.pop(), meant.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => {
            Err(Finding::error("item_code_ambiguous", "/item").with("code", line.item.as_str()))
        }
        (None, _) => {
            let value = format!("{}/{}", line.item, line.version);
            Err(Finding::error("reference_unknown", "/item").with("value", value))
        }
    }
}

/// A version that the caller does not see, or for which it enters no statistics, is unknown.
fn may_enter(call: &Call, version: &CodedVersion) -> bool {
    let object = Object::of(&version.owner_path).subject(&version.subject);
    let me = &call.actor.user_id;
    let is_mine = version.created_by == *me || version.author == *me;
    let is_open = version.access != "secure" || is_mine;
    call.may(Permission::WriteStatistics, &object)
        && call.may(Permission::ReadItems, &object)
        && (is_open || call.may(Permission::ReadSecureItems, &object))
}

fn stored_key(row: &StatisticRow) -> Key {
    (
        row.item_id.clone(),
        row.number,
        row.language.clone(),
        row.administration.clone(),
        row.model.clone(),
        row.metric.clone(),
        row.scale.clone(),
    )
}

fn same(there: &StatisticRow, row: &StatisticRow) -> bool {
    (there.n, there.value, there.standard_error) == (row.n, row.value, row.standard_error)
        && (&there.administered, &there.population) == (&row.administered, &row.population)
}

/// A row without id, author and time; the unit that keeps it gives them.
fn row_of(item_id: &str, line: &StatisticLine) -> StatisticRow {
    StatisticRow {
        id: String::new(),
        item_id: item_id.to_owned(),
        number: line.version,
        language: line.language.clone(),
        administration: line.administration.clone(),
        administered: line.date.clone(),
        population: line.population.clone(),
        model: line.model.clone(),
        metric: line.metric.clone(),
        scale: line.scale.clone(),
        n: line.n,
        value: line.value,
        standard_error: line.standard_error,
        created_by: String::new(),
        created_at: chrono::DateTime::UNIX_EPOCH.naive_utc(),
        carried_from: String::new(),
    }
}

fn keep(unit: &mut Unit<'_>, new: &[StatisticRow]) -> Answer<()> {
    let kept: Vec<StatisticRow> = new
        .iter()
        .map(|row| StatisticRow {
            id: unit.new_id(),
            created_by: unit.call.actor.user_id.clone(),
            created_at: unit.now,
            ..row.clone()
        })
        .collect();
    rows::insert_all(unit.c, &kept)?;
    let ids: Vec<&str> = kept.iter().map(|row| row.id.as_str()).collect();
    let administration = kept.first().map_or("", |row| row.administration.as_str());
    let detail = json!({"rows": ids.len(), "hash": content_hash(&ids)});
    let home = unit.call.actor.home_org.clone();
    unit.audit(&home, "item_statistics", administration, detail)
}
