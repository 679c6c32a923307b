//! Where the tasks of a pilot block stand in their section. Tasks of one stimulus stay together.

use super::compile::Chosen;
use super::eligible::Context;
use super::halves::Half;
use super::pool::Pool;
use crate::specification::document::BlockPosition;

/// Tasks that stay together, and whether all of them are in pilot.
struct Group {
    tasks: Chosen,
    pilot: bool,
}

/// Puts the tasks of the block at their place; `ordered` is by section.
pub(super) fn with_block_placed(context: &Context<'_>, pool: &Pool, ordered: Chosen) -> Chosen {
    let Some(block) = context.component.pilot else {
        return ordered;
    };
    let section = |row: usize| context.component.rows[row].section.as_str();
    let sections = ordered.chunk_by(|a, b| section(a.0) == section(b.0));
    sections
        .flat_map(|tasks| {
            let groups = groups(context, pool, tasks);
            let (pilot, scored): (Vec<Group>, Vec<Group>) =
                groups.into_iter().partition(|group| group.pilot);
            let placed = placed(block.position, scored, pilot);
            placed.into_iter().flat_map(|group| group.tasks)
        })
        .collect()
}

fn groups(context: &Context<'_>, pool: &Pool, tasks: &[(usize, usize)]) -> Vec<Group> {
    let stimulus = |candidate: usize| pool.candidates()[candidate].stimulus_code();
    let together = |a: &(usize, usize), b: &(usize, usize)| {
        stimulus(a.1).is_some() && stimulus(a.1) == stimulus(b.1)
    };
    let group = |tasks: &[(usize, usize)]| Group {
        tasks: tasks.to_vec(),
        pilot: tasks
            .iter()
            .all(|(row, _)| context.half_of(*row) == Half::Pilot),
    };
    tasks.chunk_by(together).map(group).collect()
}

fn placed(position: BlockPosition, scored: Vec<Group>, pilot: Vec<Group>) -> Vec<Group> {
    let (many, few) = (scored.len(), pilot.len());
    // How many scored groups stand before each pilot group.
    let before = |index: usize| match position {
        BlockPosition::Start => 0,
        BlockPosition::End => many,
        BlockPosition::Spread => ((index + 1) * many + few.div_ceil(2)) / (few + 1),
    };
    let mut all = Vec::with_capacity(many + few);
    let mut scored = scored.into_iter();
    let mut given = 0;
    for (index, group) in pilot.into_iter().enumerate() {
        let more = before(index).saturating_sub(given);
        all.extend(scored.by_ref().take(more));
        given += more;
        all.push(group);
    }
    all.extend(scored);
    all
}
