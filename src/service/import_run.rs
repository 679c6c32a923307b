//! One run of an import from the first record that is not kept yet to the end of the file.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::time::Instant;

use serde_json::json;

use super::bulk::BulkMode;
use super::import_chunk::{Judge, Outcome, Places, Read};
use super::import_office::OfficeFile;
use super::import_rows::{advanced, counts, line_report, line_rows};
use super::imports::{ImportOptions, ImportReport, LineReport, Progress, without_key};
use super::{Answer, Call, Refusal, Services, Unit, media};
use crate::interop::word::Picture;
use crate::interop::{MappingProfile, Records, map_record};
use crate::language::finding::{Finding, refuses};
use crate::store::imports::{self as rows, ImportRow, LineRow};
use crate::store::{AnyConnection, failure, planner};

/// Records of one transaction when rows stand for themselves.
const CHUNK: usize = 500;

/// New items after which the database is told for the first time that its tables look different now; then
/// whenever they are four times as many, and at the end.
const MANY: u64 = 500;

/// An import in progress.
pub(super) struct Import<'a> {
    services: &'a Services,
    call: Call,
    /// Under which name the ids of its records are known.
    source: String,
    options: ImportOptions,
    progress: &'a dyn Fn(&mut AnyConnection, &Progress) -> Answer<()>,
    /// What is kept of it; in a dry run only counted.
    row: Option<ImportRow>,
    report: ImportReport,
    /// External ids of this file: the second record with one is refused.
    seen: BTreeSet<String>,
    started: Instant,
    /// Records that were kept before this run.
    before: u64,
    /// Pictures that its texts show.
    pictures: Vec<Picture>,
    /// New items at which the planner is told next.
    tell_planner_at: u64,
}

impl<'a> Import<'a> {
    pub(super) fn new(
        services: &'a Services,
        call: &Call,
        source: &str,
        options: ImportOptions,
        row: Option<ImportRow>,
        progress: &'a dyn Fn(&mut AnyConnection, &Progress) -> Answer<()>,
    ) -> Self {
        let mut report = row.as_ref().map(counts).unwrap_or_default();
        report.dry_run = options.dry_run;
        Self {
            services,
            call: without_key(call),
            source: source.to_owned(),
            options,
            progress,
            before: report.records,
            row,
            report,
            seen: BTreeSet::new(),
            started: Instant::now(),
            pictures: Vec::new(),
            tell_planner_at: MANY,
        }
    }

    /// Reads a text to its end.
    pub(super) fn run(
        mut self,
        profile: &MappingProfile,
        input: impl BufRead,
    ) -> Answer<ImportReport> {
        if self.is_done() {
            return self.told();
        }
        self.refused_before()?;
        let mut records = match Records::open(profile, input) {
            Ok(records) => records,
            Err(findings) => return Err(self.unreadable(findings)),
        };
        self.note_header(&records);
        let reads = std::iter::from_fn(|| {
            let record = records.next()?;
            let mapped = record.and_then(|record| map_record(profile, &record));
            let (line, text) = records.read_last();
            Some(Read {
                line,
                sheet: String::new(),
                text,
                mapped,
                places: Places::Line,
            })
        });
        self.take(reads)
    }

    /// Takes the records of a file that was read as a whole.
    pub(super) fn run_office(
        mut self,
        file: Result<OfficeFile, Vec<Finding>>,
    ) -> Answer<ImportReport> {
        if self.is_done() {
            return self.told();
        }
        self.refused_before()?;
        let file = match file {
            Ok(file) => file,
            Err(findings) => return Err(self.unreadable(findings)),
        };
        self.pictures = file.pictures;
        self.report.remarks = file.remarks;
        self.take(file.reads.into_iter())
    }

    fn is_done(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.state == "done")
    }

    /// Takes all records. Chunks that an earlier run has kept are only read for their ids.
    fn take(mut self, reads: impl Iterator<Item = Read>) -> Answer<ImportReport> {
        let mut chunk: Vec<Read> = Vec::new();
        let mut position = 0;
        for read in reads {
            position += 1;
            if position <= self.before {
                self.seen
                    .extend(read.mapped.ok().map(|item| item.external_id));
                continue;
            }
            chunk.push(read);
            match self.options.mode {
                BulkMode::PerRow if chunk.len() >= CHUNK => {
                    self.keep(std::mem::take(&mut chunk), false)?;
                    self.tell_planner();
                }
                // Nothing is kept yet, but the job is alive.
                BulkMode::AllOrNothing if chunk.len().is_multiple_of(CHUNK) => {
                    self.tell(position)?
                }
                _ => {}
            }
        }
        self.keep(chunk, true)?;
        if self.row.is_some() && self.report.created >= MANY {
            tell_planner(self.services);
        }
        self.told()
    }

    /// Tells it during a large import as well: each chunk looks up what the chunks before have brought.
    fn tell_planner(&mut self) {
        if self.row.is_some() && self.report.created >= self.tell_planner_at {
            self.tell_planner_at = self.report.created * 4;
            tell_planner(self.services);
        }
    }

    /// An import that was refused as a whole, and whose job could not say so any more, is refused again.
    fn refused_before(&self) -> Answer<()> {
        let refused = self.row.as_ref().filter(|row| row.state == "refused");
        let Some(row) = refused else {
            return Ok(());
        };
        let lines = self.services.read(|c| Ok(rows::lines(c, &row.id)?))?;
        if lines.is_empty() {
            // Its start refused it, and will again.
            return Ok(());
        }
        let lines: Vec<LineReport> = lines.into_iter().map(line_report).collect::<Answer<_>>()?;
        let reasons = lines.into_iter().flat_map(|line| {
            let of_file = line.line == 0;
            let findings = line.findings.into_iter();
            findings.filter(move |finding| !of_file || finding.is_error())
        });
        Err(Refusal::Invalid(reasons.collect()))
    }

    /// The start of the file refuses it as a whole.
    fn unreadable(&self, findings: Vec<Finding>) -> Refusal {
        let Some(row) = &self.row else {
            return Refusal::Invalid(findings);
        };
        let kept = self.services.write(&self.call, "refuse_import", |unit| {
            let ended = ImportRow {
                state: "refused".into(),
                updated_at: unit.now,
                ..row.clone()
            };
            rows::update(unit.c, &ended)?;
            let detail = json!({"source": row.source});
            unit.audit(&row.owner_org, "import", &row.id, detail)
        });
        kept.err().unwrap_or(Refusal::Invalid(findings))
    }

    fn note_header<R: BufRead>(&mut self, records: &Records<R>) {
        if let (Some(row), Some((header, delimiter))) = (&mut self.row, records.header()) {
            row.header = failure::write_json(&header);
            row.delimiter = char::from(delimiter).to_string();
        }
    }

    fn pace(&self, records: u64) -> Progress {
        let ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Progress {
            records,
            rows_per_s: records.saturating_sub(self.before) * 1000 / ms.max(1),
        }
    }

    fn tell(&self, records: u64) -> Answer<()> {
        let progress = self.pace(records);
        self.services.db.write(|c| (self.progress)(c, &progress))
    }

    /// Judges and keeps one chunk with its cursor in one transaction.
    fn keep(&mut self, chunk: Vec<Read>, last: bool) -> Answer<()> {
        let judge = Judge {
            services: self.services,
            call: &self.call,
            org: &self.call.actor.home_org,
            source: &self.source,
            seen: &self.seen,
        };
        let Some(row) = &self.row else {
            let outcome = self
                .services
                .read(|c| Ok(Outcome::of(&judge.judge(c, &chunk)?, &chunk)))?;
            self.note(chunk, outcome);
            return self.tell(self.report.records);
        };
        if self.options.mode == BulkMode::AllOrNothing {
            self.refuse_all(&judge, row, &chunk)?;
        }
        let progress = self.pace(self.report.records + chunk.len() as u64);
        if row.records == 0 {
            media::keep_bytes(self.services, &self.pictures)?;
        }
        let outcome = self.services.write(&self.call, "import_items", |unit| {
            let verdicts = judge.judge(unit.c, &chunk)?;
            let outcome = Outcome::of(&verdicts, &chunk);
            judge.persist(unit, &row.id, verdicts)?;
            rows::insert_lines(unit.c, &line_rows(&row.id, &chunk, &outcome))?;
            if row.records == 0 {
                self.keep_of_file(unit, &row.id)?;
            }
            let kept = advanced(row, unit, &outcome, &progress, last);
            rows::update(unit.c, &kept)?;
            (self.progress)(unit.c, &progress)?;
            let detail = json!({
                "source": row.source, "records": chunk.len(), "created": outcome.created,
                "changed": outcome.changed, "rejected": outcome.rejected
            });
            unit.audit(&row.owner_org, "import", &row.id, detail)?;
            Ok(outcome)
        })?;
        let row = self.services.read(|c| Ok(rows::by_id(c, &row.id)?))?;
        self.row = row;
        self.note(chunk, outcome);
        Ok(())
    }

    /// One wrong record and nothing is kept but the wrong ones with their reasons.
    fn refuse_all(&self, judge: &Judge<'_>, row: &ImportRow, chunk: &[Read]) -> Answer<()> {
        let outcome = self
            .services
            .read(|c| Ok(Outcome::of(&judge.judge(c, chunk)?, chunk)))?;
        if outcome.rejected == 0 && !refuses(&self.report.remarks) {
            return Ok(());
        }
        let progress = self.pace(chunk.len() as u64);
        let refused = Outcome {
            created: 0,
            changed: 0,
            unchanged: 0,
            with_warnings: 0,
            lines: outcome.lines.into_iter().filter(|l| !l.accepted).collect(),
            ..outcome
        };
        self.services.write(&self.call, "refuse_import", |unit| {
            rows::insert_lines(unit.c, &line_rows(&row.id, chunk, &refused))?;
            rows::insert_lines(unit.c, &self.line_of_file(&row.id))?;
            let ended = ImportRow {
                state: "refused".into(),
                ..advanced(row, unit, &refused, &progress, true)
            };
            rows::update(unit.c, &ended)?;
            (self.progress)(unit.c, &progress)?;
            let detail = json!({"source": row.source, "rejected": refused.rejected});
            unit.audit(&row.owner_org, "import", &row.id, detail)
        })?;
        let of_file = self
            .report
            .remarks
            .iter()
            .filter(|remark| remark.is_error());
        let mut findings: Vec<Finding> = of_file.cloned().collect();
        findings.extend(refused.lines.into_iter().flat_map(|line| line.findings));
        Err(Refusal::Invalid(findings))
    }

    /// Keeps what belongs to the file and to no single record.
    fn keep_of_file(&self, unit: &mut Unit<'_>, import_id: &str) -> Answer<()> {
        rows::insert_lines(unit.c, &self.line_of_file(import_id))?;
        for picture in &self.pictures {
            media::keep_picture(unit, picture)?;
        }
        Ok(())
    }

    /// Line 0: what is said of the file as a whole.
    fn line_of_file(&self, import_id: &str) -> Vec<LineRow> {
        let remarks = &self.report.remarks;
        let row = LineRow {
            import_id: import_id.to_owned(),
            line: 0,
            accepted: true,
            record: String::new(),
            findings: failure::write_json(remarks),
            sheet: String::new(),
        };
        (!remarks.is_empty()).then_some(row).into_iter().collect()
    }

    fn note(&mut self, chunk: Vec<Read>, outcome: Outcome) {
        let report = &mut self.report;
        report.records += chunk.len() as u64;
        report.created += outcome.created;
        report.changed += outcome.changed;
        report.unchanged += outcome.unchanged;
        report.rejected += outcome.rejected;
        report.with_warnings += outcome.with_warnings;
        report.lines.extend(outcome.lines);
        let ids = chunk.into_iter().filter_map(|read| read.mapped.ok());
        self.seen.extend(ids.map(|item| item.external_id));
    }

    /// The report; of what is kept it tells the whole import, not this run alone.
    fn told(mut self) -> Answer<ImportReport> {
        self.report.rows_per_s = self.pace(self.report.records).rows_per_s;
        if let Some(row) = &self.row {
            let lines = self.services.read(|c| Ok(rows::lines(c, &row.id)?))?;
            let lines: Vec<LineReport> =
                lines.into_iter().map(line_report).collect::<Answer<_>>()?;
            let (of_file, lines) = lines.into_iter().partition(|line| line.line == 0);
            self.report.lines = lines;
            let of_file: Vec<LineReport> = of_file;
            self.report.remarks = of_file.into_iter().flat_map(|line| line.findings).collect();
        }
        Ok(self.report)
    }
}

/// The database plans its searches by how the tables looked before; told so at once, the first search
/// after a large import is as quick as the next. What it does not hear now it finds out by itself.
fn tell_planner(services: &Services) {
    // A write: what a read finds out is taken back with its snapshot.
    if let Err(failure) = services.db.write(planner::look_at_bank) {
        tracing::warn!(why = %failure, "the planner could not be told of the new items");
    }
}
