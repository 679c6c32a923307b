//! Items, their versions and variants: rows in and out. Lists stand in [`super::item_lists`].

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    item_external_ids, item_reviews, item_tags, item_variants, item_versions, items, organisations,
};
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 29 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// A row of `items`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = items)]
pub struct ItemRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner_org: String,
    /// Human code, unique in the organisation.
    pub code: String,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// A row of `item_versions`: the content document and the columns that lists filter by.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_versions)]
pub struct VersionRow {
    /// Item.
    pub item_id: String,
    /// From 1.
    pub number: i32,
    /// Phase, all that code looks at.
    pub phase: String,
    /// Workflow state, for people.
    pub state: String,
    /// True for the newest version of its item.
    pub latest: bool,
    /// True once it has left draft: content, texts and tags never change again.
    pub sealed: bool,
    /// The content document, canonical JSON.
    pub content: String,
    /// SHA-256 of the content.
    pub content_hash: String,
    /// Row revision.
    pub revision: i32,
    /// Task type.
    pub item_type: String,
    /// Purpose.
    pub purpose: String,
    /// Subject code.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: i32,
    /// Highest grade.
    pub grade_max: i32,
    /// Term; 0 for none.
    pub term: i32,
    /// Unit code; '' for none.
    pub unit: String,
    /// Difficulty level; '' for none.
    pub difficulty: String,
    /// Thinking level; '' for none.
    pub thinking: String,
    /// Literacy domain; '' for none.
    pub literacy: String,
    /// Language skill; '' for none.
    pub skill: String,
    /// Points in hundredths.
    pub points: i64,
    /// Access class.
    pub access: String,
    /// Stimulus code; '' for none.
    pub stimulus: String,
    /// Clone family; '' for none.
    pub family: String,
    /// Author of the version.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
    /// The beginning of its task as lists put it in order.
    pub title_key: String,
    /// The code of its item as lists put it in order.
    pub code_key: String,
}

/// A row of `item_variants`: the texts of one language.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_variants)]
pub struct VariantRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Language code.
    pub language: String,
    /// From 1; a form pins it.
    pub revision: i32,
    /// The texts, canonical JSON.
    pub texts: String,
    /// SHA-256 of the texts.
    pub texts_hash: String,
    /// Folded words of what candidates read.
    pub search_text: String,
    /// The language the item was written in first.
    pub source_language: String,
    /// Hash of the source texts this one translates.
    pub source_hash: String,
    /// `current`, or `stale` when the source moved on.
    pub state: String,
    /// Who wrote it.
    pub created_by: String,
    /// When it was written.
    pub created_at: NaiveDateTime,
}

/// A row of `item_tags`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_tags)]
pub struct TagRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// `objective`, `criterion`, `assessment_objective` or `tag`.
    pub dimension: String,
    /// Code or tag.
    pub value: String,
}

/// A row of `item_external_ids`: what an item is called where it came from.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_external_ids)]
pub struct ExternalIdRow {
    /// Whose item.
    pub owner_org: String,
    /// Where it came from.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    /// The item.
    pub item_id: String,
    /// Hash of the imported document: a second import of the same changes nothing.
    pub content_hash: String,
}

/// A row of `item_reviews`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_reviews)]
pub struct ReviewRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// `approve`, `revise` or `reject`.
    pub verdict: String,
    /// What the reviewer says.
    pub comment: String,
    /// Who.
    pub reviewer: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A version with its item, the path of its owner and its newest variants.
#[derive(Clone, Debug)]
pub struct FoundVersion {
    /// The item.
    pub item: ItemRow,
    /// Path of the owner.
    pub owner_path: String,
    /// The version.
    pub version: VersionRow,
    /// The newest variant of every language, by language.
    pub variants: Vec<VariantRow>,
}

/// Everything that is inserted for new items or versions; rows of many items together.
#[derive(Clone, Debug, Default)]
pub struct NewRows {
    /// Items.
    pub items: Vec<ItemRow>,
    /// Versions.
    pub versions: Vec<VersionRow>,
    /// Variants.
    pub variants: Vec<VariantRow>,
    /// Tags.
    pub tags: Vec<TagRow>,
    /// External ids.
    pub external_ids: Vec<ExternalIdRow>,
}

/// Inserts rows in batches.
pub fn insert(c: &mut AnyConnection, rows: &NewRows) -> StoreResult<()> {
    for chunk in rows.items.chunks(BATCH) {
        each!(c, c => diesel::insert_into(items::table).values(chunk).execute(c))?;
    }
    for chunk in rows.versions.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_versions::table).values(chunk).execute(c))?;
    }
    for chunk in rows.variants.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_variants::table).values(chunk).execute(c))?;
    }
    for chunk in rows.tags.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_tags::table).values(chunk).execute(c))?;
    }
    for chunk in rows.external_ids.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_external_ids::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// One version (`None`: the newest) in one query.
pub fn version(
    c: &mut AnyConnection,
    item_id: &str,
    number: Option<i32>,
) -> StoreResult<Option<FoundVersion>> {
    let query = items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .left_join(
            item_variants::table.on(item_variants::item_id
                .eq(item_versions::item_id)
                .and(item_variants::number.eq(item_versions::number))),
        )
        .filter(items::id.eq(item_id))
        .order((item_variants::language, item_variants::revision))
        .select((
            ItemRow::as_select(),
            organisations::path,
            VersionRow::as_select(),
            Option::<VariantRow>::as_select(),
        ));
    let rows: Vec<(ItemRow, String, VersionRow, Option<VariantRow>)> = match number {
        Some(number) => query.filter(item_versions::number.eq(number)).load(c)?,
        None => query.filter(item_versions::latest).load(c)?,
    };
    Ok(gather(rows))
}

fn gather(rows: Vec<(ItemRow, String, VersionRow, Option<VariantRow>)>) -> Option<FoundVersion> {
    let mut found: Option<FoundVersion> = None;
    for (item, owner_path, version, variant) in rows {
        let found = found.get_or_insert_with(|| FoundVersion {
            item,
            owner_path,
            version,
            variants: Vec::new(),
        });
        // Rows come by language and revision: a later revision takes the place of the one before.
        if found.variants.last().map(|v| &v.language) == variant.as_ref().map(|v| &v.language) {
            found.variants.pop();
        }
        found.variants.extend(variant);
    }
    found
}

/// The item with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ItemRow>> {
    Ok(items::table
        .find(id)
        .select(ItemRow::as_select())
        .first(c)
        .optional()?)
}

/// Replaces a draft version if it still has the revision before; false when somebody was quicker.
pub fn replace_draft(c: &mut AnyConnection, row: &VersionRow) -> StoreResult<bool> {
    let before = item_versions::table
        .find((&row.item_id, row.number))
        .filter(item_versions::revision.eq(row.revision - 1))
        .filter(item_versions::phase.eq("draft"));
    let document = (
        item_versions::content.eq(&row.content),
        item_versions::content_hash.eq(&row.content_hash),
        item_versions::revision.eq(row.revision),
        item_versions::item_type.eq(&row.item_type),
        item_versions::purpose.eq(&row.purpose),
        item_versions::subject.eq(&row.subject),
        item_versions::grade_min.eq(row.grade_min),
        item_versions::grade_max.eq(row.grade_max),
        item_versions::term.eq(row.term),
        item_versions::unit.eq(&row.unit),
        item_versions::difficulty.eq(&row.difficulty),
    );
    let rest = (
        item_versions::thinking.eq(&row.thinking),
        item_versions::literacy.eq(&row.literacy),
        item_versions::skill.eq(&row.skill),
        item_versions::points.eq(row.points),
        item_versions::access.eq(&row.access),
        item_versions::stimulus.eq(&row.stimulus),
        item_versions::family.eq(&row.family),
        item_versions::updated_at.eq(row.updated_at),
        item_versions::title_key.eq(&row.title_key),
    );
    Ok(diesel::update(before).set((document, rest)).execute(c)? == 1)
}

/// Gives a version another phase if it still has this revision; false when somebody was quicker.
/// Leaving draft seals it.
pub fn set_phase(
    c: &mut AnyConnection,
    row: &VersionRow,
    phase: &str,
    state: &str,
    now: NaiveDateTime,
) -> StoreResult<bool> {
    let before = item_versions::table
        .find((&row.item_id, row.number))
        .filter(item_versions::revision.eq(row.revision));
    let values = (
        item_versions::phase.eq(phase),
        item_versions::state.eq(state),
        item_versions::sealed.eq(row.sealed || phase != "draft"),
        item_versions::revision.eq(row.revision + 1),
        item_versions::updated_at.eq(now),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// The newest version hands its place over; false when it no longer had it.
pub fn give_up_latest(c: &mut AnyConnection, row: &VersionRow) -> StoreResult<bool> {
    let newest = item_versions::table
        .find((&row.item_id, row.number))
        .filter(item_versions::latest);
    let set = diesel::update(newest).set(item_versions::latest.eq(false));
    Ok(set.execute(c)? == 1)
}

/// Versions of an item in one of these phases, newest first.
pub fn in_phases(
    c: &mut AnyConnection,
    item_id: &str,
    phases: &[&str],
) -> StoreResult<Vec<VersionRow>> {
    Ok(item_versions::table
        .filter(item_versions::item_id.eq(item_id))
        .filter(item_versions::phase.eq_any(phases))
        .order(item_versions::number.desc())
        .select(VersionRow::as_select())
        .load(c)?)
}

/// Takes away a draft's variants in these languages.
pub fn delete_variants(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
    languages: &[&str],
) -> StoreResult<()> {
    diesel::delete(
        item_variants::table
            .filter(item_variants::item_id.eq(item_id))
            .filter(item_variants::number.eq(number))
            .filter(item_variants::language.eq_any(languages)),
    )
    .execute(c)?;
    Ok(())
}

/// Takes away a draft's tags.
pub fn delete_tags(c: &mut AnyConnection, item_id: &str, number: i32) -> StoreResult<()> {
    diesel::delete(
        item_tags::table
            .filter(item_tags::item_id.eq(item_id))
            .filter(item_tags::number.eq(number)),
    )
    .execute(c)?;
    Ok(())
}

/// Keeps a reviewer's verdict.
pub fn insert_review(c: &mut AnyConnection, row: &ReviewRow) -> StoreResult<()> {
    diesel::insert_into(item_reviews::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Verdicts on an item, oldest first.
pub fn reviews(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<ReviewRow>> {
    Ok(item_reviews::table
        .filter(item_reviews::item_id.eq(item_id))
        .order(item_reviews::id)
        .select(ReviewRow::as_select())
        .load(c)?)
}
