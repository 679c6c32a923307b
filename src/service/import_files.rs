//! Files of office programs on their way out: templates to fill in, and what was refused of a workbook or of a
//! document of Word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import_lines::visible;
use super::import_sight::require_import;
use super::{Answer, Call, Refusal, Services, curricula};
use crate::bank::Language;
use crate::curriculum::CurriculumIndex;
use crate::interop::MappingProfile;
use crate::interop::package::PackageLimits;
use crate::interop::word::{self, FailedTask, WordTemplate};
use crate::interop::workbook::{self, Choice, FailedRow, TemplateLists, WorkbookLimits};
use crate::language::Locale;
use crate::language::finding::Finding;
use crate::store::imports::{self as rows, ImportRow, LineRow};
use crate::store::{blobs, failure};

/// Media type of a workbook.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of a document of Word.
pub const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a template is made for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateFor {
    /// Languages of the texts, by comma, each with a column of its own; kk, ru and en when absent.
    #[serde(default)]
    pub languages: Option<String>,
    /// Rows of a workbook, or tables of a document, that are made ready.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5000))]
    pub tasks: Option<u32>,
    /// Subject whose objectives and criteria the lists of a workbook offer.
    #[serde(default)]
    pub subject: Option<String>,
    /// Grade of these.
    #[serde(default)]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Programme of these; every one when absent.
    #[serde(default)]
    pub programme: Option<String>,
}

/// Tables of a document that are made ready, at most.
const MOST_TABLES: usize = 200;

/// A workbook to fill in, its words in the reader's language, its lists from the programmes.
pub fn make_workbook_template(
    services: &Services,
    call: &Call,
    of: &TemplateFor,
    locale: Locale,
) -> Answer<Vec<u8>> {
    require_import(call)?;
    let index = services.read(|c| curricula::curriculum_index(services, c))?;
    let lists = TemplateLists {
        languages: languages(of)?,
        rows: of.tasks.unwrap_or_default(),
        ..lists(&index, of, locale)
    };
    workbook::template(&lists, locale).map_err(Refusal::invalid)
}

/// A document of Word to fill in, its words in the reader's language.
pub fn make_word_template(call: &Call, of: &TemplateFor, locale: Locale) -> Answer<Vec<u8>> {
    require_import(call)?;
    let template = WordTemplate {
        languages: languages(of)?,
        tasks: (of.tasks.unwrap_or_default() as usize).min(MOST_TABLES),
    };
    word::template(&template, locale).map_err(Refusal::invalid)
}

fn languages(of: &TemplateFor) -> Answer<Vec<Language>> {
    let named = of.languages.as_deref().unwrap_or_default();
    let named = named.split(',').map(str::trim).filter(|n| !n.is_empty());
    let (mut languages, mut findings) = (Vec::new(), Vec::new());
    for name in named {
        match name.parse::<Language>() {
            Ok(language) if languages.contains(&language) => {}
            Ok(language) => languages.push(language),
            Err(_) => {
                findings.push(Finding::error("language_invalid", "/languages").with("value", name));
            }
        }
    }
    match findings.is_empty() {
        true => Ok(languages),
        false => Err(Refusal::Invalid(findings)),
    }
}

fn lists(index: &CurriculumIndex, of: &TemplateFor, locale: Locale) -> TemplateLists {
    let programme = of.programme.as_deref();
    let fits = |subject: &str, grade: u8| {
        of.subject.as_deref().is_none_or(|named| named == subject)
            && of.grade.is_none_or(|named| named == grade)
    };
    let choice = |code: &str, texts: &crate::curriculum::document::Texts| Choice {
        code: code.to_owned(),
        meaning: texts
            .get(locale.as_str())
            .or_else(|| texts.values().next())
            .cloned()
            .unwrap_or_default(),
    };
    let mut lists = TemplateLists::default();
    for subject in index.subjects(programme) {
        let is_new = !lists
            .subjects
            .iter()
            .any(|known| known.code == subject.code);
        if is_new
            && of
                .subject
                .as_deref()
                .is_none_or(|named| named == subject.code)
        {
            lists.subjects.push(choice(&subject.code, &subject.title));
            let of_subject = index.objectives_of(programme, &subject.code);
            let fitting = of_subject.filter(|one| fits(&one.subject, one.grade));
            lists
                .objectives
                .extend(fitting.map(|one| choice(&one.code, &one.text)));
        }
    }
    let criteria = index.criteria(programme);
    let fitting = criteria.filter(|one| fits(&one.subject, one.grade));
    lists.criteria = fitting.map(|one| choice(&one.code, &one.text)).collect();
    let programmes = index.programme_ids().filter_map(|id| index.programme(id));
    lists.programmes = programmes.map(|one| choice(&one.id, &one.title)).collect();
    lists
}

/// The refused rows of a workbook as a workbook: only they, each wrong cell with its reason beside it.
pub fn export_rejected_workbook(
    services: &Services,
    call: &Call,
    id: &str,
    locale: Locale,
) -> Answer<Vec<u8>> {
    let (import, lines) = refused(services, call, id)?;
    if import.kind != "xlsx" {
        let finding = Finding::error("import_not_workbook", "").with("kind", import.kind);
        return Err(Refusal::conflict(finding));
    }
    let mut refused = Vec::new();
    for line in lines {
        refused.push(FailedRow {
            sheet: line.sheet,
            row: u32::try_from(line.line).unwrap_or_default(),
            findings: failure::read_json(&line.findings)?,
        });
    }
    let profile: Option<MappingProfile> = match import.profile.as_str() {
        "" => None,
        json => Some(failure::read_json(json)?),
    };
    let bytes = file_of(services, &import)?;
    let limits = WorkbookLimits::default();
    workbook::failed(&bytes, profile.as_ref(), &refused, locale, &limits).map_err(Refusal::invalid)
}

/// The refused tasks of a document of Word as a document: only they, each wrong row with its reasons under it.
pub fn export_rejected_document(
    services: &Services,
    call: &Call,
    id: &str,
    locale: Locale,
) -> Answer<Vec<u8>> {
    let (import, lines) = refused(services, call, id)?;
    if import.kind != "docx" {
        let finding = Finding::error("import_not_document", "").with("kind", import.kind);
        return Err(Refusal::conflict(finding));
    }
    let mut refused = Vec::new();
    for line in lines {
        refused.push(FailedTask {
            paragraph: u32::try_from(line.line).unwrap_or_default(),
            findings: failure::read_json(&line.findings)?,
        });
    }
    let bytes = file_of(services, &import)?;
    let limits = PackageLimits::default();
    word::failed(&bytes, &refused, locale, &limits).map_err(Refusal::invalid)
}

/// An import that the caller may know of and the lines that were refused; what concerns the file as a whole
/// stands in no line of it.
fn refused(services: &Services, call: &Call, id: &str) -> Answer<(ImportRow, Vec<LineRow>)> {
    services.read(|c| {
        let import = visible(c, call, id)?;
        let mut lines = rows::lines(c, &import.id)?;
        lines.retain(|line| !line.accepted);
        Ok((import, lines))
    })
}

fn file_of(services: &Services, import: &ImportRow) -> Answer<Vec<u8>> {
    let bytes = services.read(|c| Ok(blobs::read(c, &import.file_hash)?))?;
    bytes.ok_or(Refusal::not_found("file"))
}
