//! The catalogue that schools search, what happened in it, who reads it, and how often it is used.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    catalogue_entries, catalogue_events, catalogue_readers, collection_counts, organisations,
};
use super::scoped::Condition;
use super::{AnyConnection, StoreResult, each};

/// A row of `catalogue_entries`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = catalogue_entries)]
pub struct EntryRow {
    /// Code, unique in the installation.
    pub code: String,
    /// The collection.
    pub collection_id: String,
    /// Whose it is.
    pub owner_org: String,
    /// The edition that schools get.
    pub edition: i32,
    /// What it is.
    pub kind: String,
    /// Subject; '' for none.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: i32,
    /// Highest grade.
    pub grade_max: i32,
    /// Term; 0 for none.
    pub term: i32,
    /// Its languages, a space before and behind each.
    pub languages: String,
    /// Folded words that search looks through.
    pub search_text: String,
    /// `published` or `withdrawn`.
    pub state: String,
    /// Why it was withdrawn.
    pub reason: String,
    /// When it was published or withdrawn.
    pub updated_at: NaiveDateTime,
}

/// A row of `catalogue_events`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = catalogue_events)]
pub struct EventRow {
    /// UUIDv7.
    pub id: String,
    /// The collection.
    pub collection_id: String,
    /// Whose it is.
    pub owner_org: String,
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: String,
    /// `published`, `renewed` or `withdrawn`.
    pub change: String,
    /// Which edition.
    pub edition: i32,
    /// Why it was withdrawn.
    pub reason: String,
    /// When.
    pub at: NaiveDateTime,
}

/// What a list of the catalogue is cut by.
#[derive(Clone, Debug, Default)]
pub struct CatalogueFilter {
    /// True for readers without a key: only what organisations let everybody read.
    pub without_key: bool,
    /// Kind.
    pub kind: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// A grade it is for.
    pub grade: Option<i32>,
    /// Term.
    pub term: Option<i32>,
    /// A language it comes in.
    pub language: Option<String>,
    /// Folded words, all of them.
    pub words: Vec<String>,
}

/// Organisations whose collections are read without a key.
type OpenOwners = diesel::dsl::Select<
    diesel::dsl::Filter<
        catalogue_readers::table,
        diesel::dsl::Eq<catalogue_readers::readers, &'static str>,
    >,
    catalogue_readers::org_id,
>;

fn open_owners() -> OpenOwners {
    catalogue_readers::table
        .filter(catalogue_readers::readers.eq("everybody"))
        .select(catalogue_readers::org_id)
}

fn conditions(filter: &CatalogueFilter) -> Vec<Condition<catalogue_entries::table>> {
    use catalogue_entries as e;
    let mut all: Vec<Condition<e::table>> = vec![Box::new(e::state.eq("published"))];
    if filter.without_key {
        all.push(Box::new(e::owner_org.eq_any(open_owners())));
    }
    if let Some(kind) = filter.kind.clone() {
        all.push(Box::new(e::kind.eq(kind)));
    }
    if let Some(subject) = filter.subject.clone() {
        all.push(Box::new(e::subject.eq(subject)));
    }
    if let Some(grade) = filter.grade {
        all.push(Box::new(e::grade_min.le(grade).and(e::grade_max.ge(grade))));
    }
    if let Some(term) = filter.term {
        all.push(Box::new(e::term.eq(term)));
    }
    if let Some(language) = &filter.language {
        all.push(Box::new(e::languages.like(format!("% {language} %"))));
    }
    for word in &filter.words {
        // Folded words have letters and digits only: nothing in them means anything to LIKE.
        all.push(Box::new(e::search_text.like(format!("%{word}%"))));
    }
    all
}

/// A page of what is published, by code.
pub fn list(
    c: &mut AnyConnection,
    filter: &CatalogueFilter,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<EntryRow>> {
    use catalogue_entries as e;
    let mut query = e::table
        .filter(e::code.gt(after.to_owned()))
        .order(e::code)
        .limit(limit)
        .select(EntryRow::as_select())
        .into_boxed();
    for condition in conditions(filter) {
        query = query.filter(condition);
    }
    Ok(query.load(c)?)
}

/// What facets count of an entry: kind, subject, lowest and highest grade, term, languages.
pub type Facetted = (String, String, i32, i32, i32, String);

/// What facets count.
pub fn facetted(c: &mut AnyConnection, filter: &CatalogueFilter) -> StoreResult<Vec<Facetted>> {
    use catalogue_entries as e;
    let mut query = e::table
        .select((
            e::kind,
            e::subject,
            e::grade_min,
            e::grade_max,
            e::term,
            e::languages,
        ))
        .into_boxed();
    for condition in conditions(filter) {
        query = query.filter(condition);
    }
    Ok(query.load(c)?)
}

/// The entry of this code, as far as a reader with or without a key gets to know of it.
pub fn by_code(
    c: &mut AnyConnection,
    code: &str,
    without_key: bool,
) -> StoreResult<Option<EntryRow>> {
    use catalogue_entries as e;
    let mut query = e::table
        .filter(e::code.eq(code.to_owned()))
        .select(EntryRow::as_select())
        .into_boxed();
    if without_key {
        query = query.filter(e::owner_org.eq_any(open_owners()));
    }
    Ok(query.first(c).optional()?)
}

/// The entry of a collection.
pub fn of_collection(c: &mut AnyConnection, id: &str) -> StoreResult<Option<EntryRow>> {
    Ok(catalogue_entries::table
        .filter(catalogue_entries::collection_id.eq(id))
        .select(EntryRow::as_select())
        .first(c)
        .optional()?)
}

/// Puts an entry in the place of the one before.
pub fn put(c: &mut AnyConnection, row: &EntryRow) -> StoreResult<()> {
    let before =
        catalogue_entries::table.filter(catalogue_entries::collection_id.eq(&row.collection_id));
    diesel::delete(before).execute(c)?;
    diesel::insert_into(catalogue_entries::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Keeps what happened.
pub fn insert_event(c: &mut AnyConnection, row: &EventRow) -> StoreResult<()> {
    diesel::insert_into(catalogue_events::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// What happened after a moment and id, in order of time.
pub fn events(
    c: &mut AnyConnection,
    without_key: bool,
    (at, id): (NaiveDateTime, &str),
    limit: i64,
) -> StoreResult<Vec<EventRow>> {
    use catalogue_events as e;
    let later = e::at.gt(at).or(e::at.eq(at).and(e::id.gt(id.to_owned())));
    let mut query = e::table
        .filter(later)
        .order((e::at, e::id))
        .limit(limit)
        .select(EventRow::as_select())
        .into_boxed();
    if without_key {
        query = query.filter(e::owner_org.eq_any(open_owners()));
    }
    Ok(query.load(c)?)
}

/// Codes and names (JSON) of organisations.
pub fn owners(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<(String, String, String)>> {
    Ok(organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::code, organisations::name))
        .load(c)?)
}

/// Who reads what an organisation publishes, and the revision of its word.
pub fn readers(c: &mut AnyConnection, org_id: &str) -> StoreResult<Option<(String, i32)>> {
    Ok(catalogue_readers::table
        .find(org_id)
        .select((catalogue_readers::readers, catalogue_readers::revision))
        .first(c)
        .optional()?)
}

/// Keeps an organisation's word of revision `before` + 1; false when somebody was quicker.
pub fn set_readers(
    c: &mut AnyConnection,
    org_id: &str,
    readers: &str,
    before: i32,
    (by, at): (&str, NaiveDateTime),
) -> StoreResult<bool> {
    use catalogue_readers as r;
    let values = (
        r::readers.eq(readers),
        r::revision.eq(before + 1),
        r::updated_by.eq(by),
        r::updated_at.eq(at),
    );
    let changed = match before {
        0 => diesel::insert_into(r::table)
            .values((r::org_id.eq(org_id), values))
            .execute(c)?,
        _ => diesel::update(r::table.find(org_id).filter(r::revision.eq(before)))
            .set(values)
            .execute(c)?,
    };
    Ok(changed == 1)
}

/// Adds to the count of a day.
pub fn count(
    c: &mut AnyConnection,
    (collection_id, day, what): (&str, &str, &str),
    times: i64,
) -> StoreResult<()> {
    use collection_counts as n;
    let values = (
        n::collection_id.eq(collection_id),
        n::day.eq(day),
        n::what.eq(what),
        n::times.eq(times),
    );
    each!(c, c => diesel::insert_into(n::table)
        .values(values)
        .on_conflict((n::collection_id, n::day, n::what))
        .do_update()
        .set(n::times.eq(n::times + times))
        .execute(c))?;
    Ok(())
}

/// Counts of a collection from day to day (both included): day, what, how often.
pub fn counts(
    c: &mut AnyConnection,
    collection_id: &str,
    (from, to): (&str, &str),
) -> StoreResult<Vec<(String, String, i64)>> {
    use collection_counts as n;
    Ok(n::table
        .filter(n::collection_id.eq(collection_id))
        .filter(n::day.ge(from).and(n::day.le(to)))
        .order((n::day, n::what))
        .select((n::day, n::what, n::times))
        .load(c)?)
}
