//! What a run makes too much of for its outcome: the forms of a cohort, the parts of a pool.

use diesel::prelude::*;

use super::schema::assembly_pieces;
use super::{AnyConnection, StoreResult};

/// A piece that is final.
const KEPT: &str = "kept";
/// A piece that somebody drew ahead of its turn.
const DRAWN: &str = "drawn";

/// A row of `assembly_pieces`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = assembly_pieces)]
pub struct PieceRow {
    /// The run.
    pub run_id: String,
    /// Number of the piece, from 0.
    pub number: i32,
    /// `drawn` until it is settled, then `kept`.
    pub state: String,
    /// What it holds, JSON.
    pub content: String,
}

impl PieceRow {
    /// True when it is final.
    pub fn is_kept(&self) -> bool {
        self.state == KEPT
    }
}

/// Every piece of a run, by number.
pub fn of_run(c: &mut AnyConnection, run_id: &str) -> StoreResult<Vec<PieceRow>> {
    Ok(assembly_pieces::table
        .filter(assembly_pieces::run_id.eq(run_id))
        .order(assembly_pieces::number)
        .select(PieceRow::as_select())
        .load(c)?)
}

/// Pieces of a run that were drawn and are not final, by number.
pub fn drawn(c: &mut AnyConnection, run_id: &str) -> StoreResult<Vec<PieceRow>> {
    Ok(assembly_pieces::table
        .filter(assembly_pieces::run_id.eq(run_id))
        .filter(assembly_pieces::state.eq(DRAWN))
        .order(assembly_pieces::number)
        .select(PieceRow::as_select())
        .load(c)?)
}

/// Final pieces of a run from one number to another, both inclusive.
pub fn kept(
    c: &mut AnyConnection,
    run_id: &str,
    (first, last): (i32, i32),
) -> StoreResult<Vec<PieceRow>> {
    Ok(assembly_pieces::table
        .filter(assembly_pieces::run_id.eq(run_id))
        .filter(assembly_pieces::state.eq(KEPT))
        .filter(assembly_pieces::number.between(first, last))
        .order(assembly_pieces::number)
        .select(PieceRow::as_select())
        .load(c)?)
}

/// Numbers of the pieces that a run has.
pub fn numbers(c: &mut AnyConnection, run_id: &str) -> StoreResult<Vec<i32>> {
    Ok(assembly_pieces::table
        .filter(assembly_pieces::run_id.eq(run_id))
        .select(assembly_pieces::number)
        .load(c)?)
}

/// Adds a piece that was drawn ahead; nothing happens where there is one.
pub fn add_drawn(
    c: &mut AnyConnection,
    run_id: &str,
    number: i32,
    content: &str,
) -> StoreResult<()> {
    let place = assembly_pieces::table.find((run_id, number));
    let known: bool = diesel::select(diesel::dsl::exists(place)).get_result(c)?;
    match known {
        true => Ok(()),
        false => insert(c, run_id, number, (DRAWN, content)),
    }
}

/// Makes a piece final, whether it was drawn ahead or not; one that is final already stays.
pub fn keep(c: &mut AnyConnection, run_id: &str, number: i32, content: &str) -> StoreResult<()> {
    let place = assembly_pieces::table.find((run_id, number));
    let state: Option<String> = place.select(assembly_pieces::state).first(c).optional()?;
    match state.as_deref() {
        None => insert(c, run_id, number, (KEPT, content)),
        Some(KEPT) => Ok(()),
        Some(_) => {
            let values = (
                assembly_pieces::state.eq(KEPT),
                assembly_pieces::content.eq(content),
            );
            diesel::update(place).set(values).execute(c)?;
            Ok(())
        }
    }
}

fn insert(
    c: &mut AnyConnection,
    run_id: &str,
    number: i32,
    (state, content): (&str, &str),
) -> StoreResult<()> {
    let row = PieceRow {
        run_id: run_id.to_owned(),
        number,
        state: state.to_owned(),
        content: content.to_owned(),
    };
    diesel::insert_into(assembly_pieces::table)
        .values(&row)
        .execute(c)?;
    Ok(())
}
