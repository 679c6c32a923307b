//! What locking a form freezes, and what keeps it from being locked.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::super::assembly::request_of_run;
use super::super::{Answer, Refusal, organisations};
use crate::assembly::pin::{self, Pinned};
use crate::assembly::request::Request;
use crate::assembly::run::AssembledForm;
use crate::bank::content::ItemContent;
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemTexts, StimulusDocument};
use crate::bank::{Access, Language};
use crate::form::candidate_copy::candidate_copy;
use crate::form::pinned::{FrozenItem, PinnedFile, PinnedForm};
use crate::identity::{Share, ShareRight, Shareable, Shared};
use crate::language::finding::Finding;
use crate::store::forms::{self as rows, FormItemVariantRow, FormRow, MemberRow, MemberTextRow};
use crate::store::shares::{self, ShareRow};
use crate::store::{AnyConnection, StoreError, assembly as runs, failure, organisations as owners};

/// The request the form was assembled by, without candidates, and the phases it allowed.
pub(super) fn request_of(c: &mut AnyConnection, row: &FormRow) -> Answer<(Request, Vec<Phase>)> {
    let run = runs::by_id(c, &row.run_id)?
        .ok_or_else(|| Refusal::Internal("the run of a form is gone".into()))?;
    let (_, mut request) = request_of_run(c, &run, false)?;
    // The forms of a panel are of one component each.
    request.component.clone_from(&row.component);
    let allowed = request.options.phases.clone();
    Ok((request, allowed))
}

/// Refuses when an item was taken out of use since the form was assembled. A form cannot be locked on
/// drafts either: their content may still change.
pub(super) fn usable(row: &FormRow, members: &[MemberRow], allowed: &[Phase]) -> Answer<()> {
    let form: AssembledForm = failure::read_json(&row.document)?;
    let mut findings = Vec::new();
    for (index, (member, position)) in members.iter().zip(&form.positions).enumerate() {
        let phase: Phase = member.phase.parse().map_err(StoreError::Corrupt)?;
        let settled = matches!(phase, Phase::Approved | Phase::Pilot | Phase::Live);
        // Tasks of a pilot block are in pilot by their nature.
        let tried = position.unscored && phase == Phase::Pilot;
        let wanted = allowed.contains(&phase) || phase == Phase::Live || tried;
        if !settled || !wanted {
            findings.push(
                Finding::error("form_item_unusable", format!("/positions/{index}"))
                    .with("position", position.position)
                    .with("item", position.item.as_str())
                    .with("phase", phase.as_str()),
            );
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Conflict(findings))
    }
}

/// Refuses when an item of another organisation is no longer shared to be used.
pub(super) fn still_shared(
    c: &mut AnyConnection,
    row: &FormRow,
    members: &[MemberRow],
    now: NaiveDateTime,
) -> Answer<()> {
    let path = organisations::path_of(c, &row.owner_org)?;
    let form: AssembledForm = failure::read_json(&row.document)?;
    let mut of_owner: BTreeMap<&str, Option<Vec<Share>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (index, (member, position)) in members.iter().zip(&form.positions).enumerate() {
        let owner = member.item_owner.as_str();
        if !of_owner.contains_key(owner) {
            let is_own = organisations::path_of(c, owner)?.starts_with(&path);
            let shares = match is_own {
                true => None,
                false => Some(shares::between(c, owner, &row.owner_org, now)?),
            };
            let read = |rows: Vec<ShareRow>| -> Answer<Vec<Share>> {
                let read = rows.into_iter().map(|row| shares::share(row, &path));
                Ok(read.collect::<Result<_, _>>()?)
            };
            of_owner.insert(owner, shares.map(read).transpose()?);
        }
        let Some(shares) = of_owner.get(owner).and_then(Option::as_ref) else {
            continue;
        };
        let content: ItemContent = failure::read_json(&member.content)?;
        let object = Shared {
            kind: Shareable::Item,
            id: &member.item_id,
            owner_org: owner,
            grades: Some((content.grade_min.into(), content.grade_max.into())),
            secure: content.access == Access::Secure,
        };
        let holds = |share: &Share| {
            share.right == ShareRight::Use && share.covers(&object, Some(&content.subject))
        };
        if !shares.iter().any(holds) {
            findings.push(
                Finding::error("form_item_not_shared", format!("/positions/{index}"))
                    .with("position", position.position)
                    .with("item", position.item.as_str()),
            );
        }
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Conflict(findings)),
    }
}

/// What locking writes.
pub(super) struct Pins {
    pub(super) pinned: PinnedForm,
    pub(super) variants: Vec<FormItemVariantRow>,
}

impl Pins {
    pub(super) fn of(
        c: &mut AnyConnection,
        row: &FormRow,
        request: &Request,
        members: Vec<MemberRow>,
    ) -> Answer<Self> {
        let assembled: AssembledForm = failure::read_json(&row.document)?;
        let newest = newest_texts(rows::member_texts(c, &row.id)?);
        let mut items = Vec::new();
        let mut pinned: BTreeMap<(String, u32), Pinned> = BTreeMap::new();
        let mut stimuli: BTreeMap<String, StimulusDocument> = BTreeMap::new();
        let mut names = StimulusNames::default();
        let mut files: BTreeMap<String, PinnedFile> = BTreeMap::new();
        for (member, position) in members.iter().zip(&assembled.positions) {
            let mut content: ItemContent = failure::read_json(&member.content)?;
            if let Some(code) = &content.stimulus
                && let Some((text, asset)) = rows::stimulus(c, &member.item_owner, code)?
            {
                let mut stimulus: StimulusDocument = failure::read_json(&text)?;
                stimulus.code = names.name(c, &member.item_owner, code)?;
                if !asset.is_empty() {
                    files.insert(stimulus.code.clone(), failure::read_json(&asset)?);
                }
                content.stimulus = Some(stimulus.code.clone());
                stimuli.insert(stimulus.code.clone(), stimulus);
            }
            let texts = newest.get(&member.position);
            let texts = texts.into_iter().flatten().filter(|(language, text)| {
                text.state == "current" && request.languages.contains(language)
            });
            let mut revisions = BTreeMap::new();
            let mut frozen: BTreeMap<Language, ItemTexts> = BTreeMap::new();
            for (language, text) in texts {
                revisions.insert(language.clone(), u32::try_from(text.revision).unwrap_or(0));
                frozen.insert(language.clone(), failure::read_json(&text.texts)?);
            }
            let key = (position.item.clone(), position.version);
            let pin = Pinned {
                content: content.clone(),
                revisions,
            };
            pinned.insert(key, pin);
            items.push(FrozenItem {
                code: position.item.clone(),
                version: position.version,
                content,
                texts: frozen,
            });
        }
        let form = pin::pin(request, &assembled, &pinned).map_err(Refusal::Invalid)?;
        let pinned = PinnedForm {
            form,
            items,
            stimuli: stimuli.into_values().collect(),
            files,
        };
        let material = pinned.material();
        for language in &pinned.form.languages {
            candidate_copy(&pinned.form, language, &material).map_err(Refusal::Invalid)?;
        }
        let variants = variants(&row.id, &pinned, &members);
        Ok(Self { pinned, variants })
    }
}

/// Names of stimuli inside one form. Tasks name theirs by its code; where two organisations use the same
/// one, the first in the form keeps it and the others get `code@organisation`.
#[derive(Default)]
struct StimulusNames {
    /// Code → the organisation that keeps it.
    keepers: BTreeMap<String, String>,
}

impl StimulusNames {
    fn name(&mut self, c: &mut AnyConnection, owner_org: &str, code: &str) -> Answer<String> {
        let keeper = self.keepers.entry(code.to_owned());
        if keeper.or_insert_with(|| owner_org.to_owned()) == owner_org {
            return Ok(code.to_owned());
        }
        let owner = owners::by_id(c, owner_org)?
            .ok_or_else(|| Refusal::Internal(format!("organisation {owner_org} is gone")))?;
        Ok(format!("{code}@{}", owner.code))
    }
}

type TextsByPosition = BTreeMap<i32, BTreeMap<Language, MemberTextRow>>;

/// Rows come by revision: the last one of a language stays.
fn newest_texts(texts: Vec<MemberTextRow>) -> TextsByPosition {
    let mut newest = TextsByPosition::new();
    for text in texts {
        if let Ok(language) = text.language.parse() {
            newest
                .entry(text.position)
                .or_default()
                .insert(language, text);
        }
    }
    newest
}

fn variants(form_id: &str, pinned: &PinnedForm, members: &[MemberRow]) -> Vec<FormItemVariantRow> {
    let mut variants = Vec::new();
    for (member, position) in members.iter().zip(&pinned.form.positions) {
        for (language, revision) in &position.revisions {
            variants.push(FormItemVariantRow {
                form_id: form_id.to_owned(),
                position: member.position,
                language: language.as_str().to_owned(),
                item_id: member.item_id.clone(),
                item_number: member.item_number,
                revision: i32::try_from(*revision).unwrap_or(0),
            });
        }
    }
    variants
}
