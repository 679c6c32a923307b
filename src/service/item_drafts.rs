//! From item documents to rows, and the checks before. Import and the library loader use
//! [`persist_items`] for many items in one unit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::published_documents::holding;
use super::{
    Answer, Call, Refusal, Services, Unit, answer_testing, curricula, media, organisations, stimuli,
};
use crate::bank::Language;
use crate::bank::check::{Context, Stage, check_item};
use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::curriculum::CurriculumIndex;
use crate::document::{canonical, content_hash};
use crate::language::collation::collation_key;
use crate::language::finding::{Finding, Severity, refuses};
use crate::specification::conformance::conformance;
use crate::specification::item_specification::ItemSpecificationDocument;
use crate::store::items::{
    self as rows, ExternalIdRow, FoundVersion, ItemRow, NewRows, TagRow, VariantRow, VersionRow,
};
use crate::store::{AnyConnection, failure};

/// An item that passed its checks and is to be kept as a draft.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Organisation it will belong to.
    pub owner_org: String,
    /// The item.
    pub document: ItemDocument,
    /// What it is called where it came from.
    pub external: Option<ExternalName>,
}

/// What an item is called where it came from.
#[derive(Clone, Debug)]
pub struct ExternalName {
    /// Name of the source.
    pub source: String,
    /// Its id there.
    pub id: String,
    /// Hash of what was imported: the same again changes nothing.
    pub content_hash: String,
}

/// Keeps checked items as drafts, all in this unit, and gives their ids in order. The caller checks
/// before ([`Surroundings::check`]), knows that the codes are free, and writes the audit row.
pub fn persist_items(unit: &mut Unit<'_>, items: &[NewItem]) -> Answer<Vec<String>> {
    let author = unit.call.actor.user_id.clone();
    let mut new = NewRows::default();
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let id = unit.new_id();
        new.items.push(ItemRow {
            id: id.clone(),
            owner_org: item.owner_org.clone(),
            code: item.document.code.clone(),
            created_by: author.clone(),
            created_at: unit.now,
        });
        let content = &item.document.content;
        let keys = list_keys(&item.document);
        new.versions
            .push(version_row(&id, 1, content, keys, &author, unit.now));
        new.tags.extend(tag_rows(&id, 1, content));
        let writing = Writing {
            item_id: &id,
            number: 1,
            author: &author,
            now: unit.now,
        };
        let source = source_language(&item.document);
        new.variants
            .extend(variant_rows(&writing, &[], &item.document.texts, source));
        new.external_ids
            .extend(item.external.as_ref().map(|external| ExternalIdRow {
                owner_org: item.owner_org.clone(),
                source: external.source.clone(),
                external_id: external.id.clone(),
                item_id: id.clone(),
                content_hash: external.content_hash.clone(),
            }));
        ids.push(id);
    }
    rows::insert(unit.c, &new)?;
    Ok(ids)
}

/// What items of an organisation are compared with, read once for many of them. What the caller may not
/// know of is not there.
pub struct Surroundings {
    index: Arc<CurriculumIndex>,
    stimuli: BTreeSet<String>,
    /// By code; `None` where there is none.
    specifications: BTreeMap<String, Option<ItemSpecificationDocument>>,
}

impl Surroundings {
    /// Reads what these documents name.
    pub fn of<'a>(
        services: &Services,
        c: &mut AnyConnection,
        call: &Call,
        owner_org: &str,
        documents: impl IntoIterator<Item = &'a ItemDocument>,
    ) -> Answer<Self> {
        let (mut texts, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        for document in documents {
            texts.extend(document.content.stimulus.as_deref());
            kinds.extend(document.content.item_specification.as_deref());
        }
        let mut around = Self {
            index: curricula::curriculum_index(services, c)?,
            stimuli: BTreeSet::new(),
            specifications: BTreeMap::new(),
        };
        for code in texts {
            if stimuli::is_known(c, call, owner_org, code)? {
                around.stimuli.insert(code.to_owned());
            }
        }
        if kinds.is_empty() {
            return Ok(around);
        }
        let path = organisations::path_of(c, owner_org)?;
        for code in kinds {
            let held = holding::<ItemSpecificationDocument>(c, &path, code)?;
            around.specifications.insert(code.to_owned(), held);
        }
        Ok(around)
    }

    /// Everything that is wrong or remarkable about one of the documents.
    pub fn check(&self, document: &ItemDocument, stage: Stage) -> Vec<Finding> {
        let context = Context {
            curriculum: Some(&*self.index).filter(|index| !index.is_empty()),
            stimuli: Some(&self.stimuli),
        };
        let mut findings = check_item(document, &context, stage);
        findings.extend(self.conforming(document, stage));
        findings
    }

    /// The item against the item specification it names. A draft may still depart from it and hears so;
    /// handed in, it conforms.
    fn conforming(&self, document: &ItemDocument, stage: Stage) -> Vec<Finding> {
        let Some(code) = &document.content.item_specification else {
            return Vec::new();
        };
        let Some(Some(specification)) = self.specifications.get(code) else {
            let finding = Finding::error("reference_unknown", "/content/item_specification");
            return vec![finding.with("value", code.as_str())];
        };
        let mut findings = conformance(specification, document);
        if stage == Stage::Draft {
            findings
                .iter_mut()
                .for_each(|f| f.severity = Severity::Warning);
        }
        findings
    }
}

/// Everything that is wrong or remarkable about an item of an organisation. What the caller may not know of
/// is not there.
pub fn check_document(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    document: &ItemDocument,
    stage: Stage,
) -> Answer<Vec<Finding>> {
    let around = Surroundings::of(services, c, call, owner_org, [document])?;
    let mut findings = around.check(document, stage);
    findings.extend(media::findings(c, call, owner_org, document, stage)?);
    if stage == Stage::Submit {
        findings.extend(answer_testing::findings(c, owner_org, document)?);
    }
    Ok(findings)
}

/// The draft checks of a document; what only deserves a look is returned.
pub(super) fn refuse_wrong_draft(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    document: &ItemDocument,
) -> Answer<Vec<Finding>> {
    let findings = check_document(services, c, call, owner_org, document, Stage::Draft)?;
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    Ok(findings)
}

/// A stored version as the document that people write.
pub(super) fn document_of(found: &FoundVersion) -> Answer<ItemDocument> {
    let mut texts = BTreeMap::new();
    for row in &found.variants {
        let of_language: ItemTexts = failure::read_json(&row.texts)?;
        texts.insert(super::item_view::language_of(&row.language)?, of_language);
    }
    let source = found.variants.first().map(|row| &row.source_language);
    Ok(ItemDocument {
        code: found.item.code.clone(),
        content: failure::read_json(&found.version.content)?,
        texts,
        source_language: source
            .map(|s| super::item_view::language_of(s))
            .transpose()?,
    })
}

/// A new draft version: the newest of its item, at revision 1.
pub(super) fn version_row(
    item_id: &str,
    number: i32,
    content: &ItemContent,
    keys: ListKeys,
    author: &str,
    now: NaiveDateTime,
) -> VersionRow {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    VersionRow {
        item_id: item_id.to_owned(),
        number,
        phase: "draft".into(),
        state: "draft".into(),
        latest: true,
        sealed: false,
        content: canonical(content),
        content_hash: content_hash(content),
        revision: 1,
        item_type: content.item_type.to_string(),
        purpose: content.purpose.to_string(),
        subject: content.subject.clone(),
        grade_min: content.grade_min.into(),
        grade_max: content.grade_max.into(),
        term: content.term.unwrap_or_default().into(),
        unit: text(&content.unit),
        difficulty: content
            .difficulty
            .map(|d| d.to_string())
            .unwrap_or_default(),
        thinking: content.thinking.map(|t| t.to_string()).unwrap_or_default(),
        literacy: text(&content.literacy),
        skill: text(&content.skill),
        points: content.points.0,
        access: content.access.to_string(),
        stimulus: text(&content.stimulus),
        family: text(&content.family),
        created_by: author.to_owned(),
        created_at: now,
        updated_at: now,
        title_key: keys.title,
        code_key: keys.code,
    }
}

/// Where a version stands in lists.
pub(super) struct ListKeys {
    /// By its code.
    pub(super) code: String,
    /// By the beginning of the task, in the language it was written in first.
    pub(super) title: String,
}

/// Where a document stands in lists.
pub(super) fn list_keys(document: &ItemDocument) -> ListKeys {
    let texts = source_language(document).and_then(|source| document.texts.get(source));
    ListKeys {
        code: collation_key(&document.code),
        title: collation_key(texts.map_or("", |texts| &texts.stem)),
    }
}

/// The same of an item's code and variants: those in their source language say the beginning.
pub(super) fn list_keys_of(code: &str, variants: &[VariantRow]) -> Answer<ListKeys> {
    let source = variants.iter().find(|v| v.language == v.source_language);
    let texts: Option<ItemTexts> = source.map(|v| failure::read_json(&v.texts)).transpose()?;
    Ok(ListKeys {
        code: collation_key(code),
        title: collation_key(texts.as_ref().map_or("", |texts| &texts.stem)),
    })
}

/// The tags of a version that lists filter by. Literacy context and language objectives are filtered
/// by as tags `context:…` and `language_objective:…`: dimensions of their own would have the largest
/// table of tags built anew on SQLite, which cannot change a CHECK.
pub(super) fn tag_rows(item_id: &str, number: i32, content: &ItemContent) -> Vec<TagRow> {
    let mut free = content.tags.clone();
    let context = content.literacy_context.iter();
    free.extend(context.map(|context| format!("context:{context}")));
    let codes = content.language_objectives.iter();
    free.extend(codes.map(|code| format!("language_objective:{code}")));
    let dimensions = [
        ("objective", &content.objectives),
        ("criterion", &content.criteria),
        ("assessment_objective", &content.assessment_objectives),
        ("tag", &free),
    ];
    let mut tags = Vec::new();
    for (dimension, values) in dimensions {
        // Free tags may be written twice; once is enough.
        let values: BTreeSet<&String> = values.iter().collect();
        tags.extend(values.into_iter().map(|value| TagRow {
            item_id: item_id.to_owned(),
            number,
            dimension: dimension.into(),
            value: value.clone(),
        }));
    }
    tags
}

/// Where and by whom variants are written.
pub(super) struct Writing<'a> {
    pub(super) item_id: &'a str,
    pub(super) number: i32,
    pub(super) author: &'a str,
    pub(super) now: NaiveDateTime,
}

/// The language an item was written in first: the named one, else the first that has texts.
pub(super) fn source_language(document: &ItemDocument) -> Option<&Language> {
    document
        .source_language
        .as_ref()
        .or_else(|| document.texts.keys().next())
}

/// The variants after a change: unchanged texts keep their writer, and a translation that did not
/// move while its source did is stale.
pub(super) fn variant_rows(
    writing: &Writing<'_>,
    before: &[VariantRow],
    texts: &BTreeMap<Language, ItemTexts>,
    source: Option<&Language>,
) -> Vec<VariantRow> {
    let Some(source) = source else {
        return Vec::new();
    };
    let source_hash = texts.get(source).map(content_hash).unwrap_or_default();
    let row = |(language, of_language): (&Language, &ItemTexts)| {
        let texts_hash = content_hash(of_language);
        let old = before
            .iter()
            .find(|row| row.language == language.as_str() && row.texts_hash == texts_hash);
        let Some(old) = old else {
            return VariantRow {
                item_id: writing.item_id.to_owned(),
                number: writing.number,
                language: language.to_string(),
                revision: 1,
                texts: canonical(of_language),
                texts_hash,
                search_text: of_language.search_text(),
                source_language: source.to_string(),
                source_hash: source_hash.clone(),
                state: "current".into(),
                created_by: writing.author.to_owned(),
                created_at: writing.now,
            };
        };
        let is_source = language == source;
        let moved = !is_source && old.source_hash != source_hash;
        VariantRow {
            number: writing.number,
            revision: 1,
            source_language: source.to_string(),
            source_hash: if is_source {
                source_hash.clone()
            } else {
                old.source_hash.clone()
            },
            state: if is_source {
                "current".into()
            } else if moved {
                "stale".into()
            } else {
                old.state.clone()
            },
            ..old.clone()
        }
    };
    texts.iter().map(row).collect()
}
