use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn told(cells: &[&[u32]], minimum: u32) -> ToldTable {
    let cells = cells.iter().map(|row| row.to_vec()).collect();
    suppress(&CountTable::new(cells).unwrap(), minimum)
}

#[test]
fn a_table_of_large_groups_is_told_whole() {
    let found = told(&[&[5, 9], &[0, 7]], 5);
    assert_eq!(found.cells, [[Some(5), Some(9)], [Some(0), Some(7)]]);
    assert_eq!(
        (found.row_totals, found.total),
        (vec![Some(14), Some(7)], Some(21))
    );
}

/// Row and column each need a second cell, and those a fourth: the smallest ones there are.
#[test]
fn a_small_cell_takes_three_others_with_it_and_the_totals_stay() {
    let found = told(&[&[3, 20, 40], &[30, 10, 50], &[60, 70, 80]], 5);
    assert_eq!(found.cells[0], [None, None, Some(40)]);
    assert_eq!(found.cells[1], [None, None, Some(50)]);
    assert_eq!(found.cells[2], [Some(60), Some(70), Some(80)]);
    assert_eq!(
        (found.row_totals[0], found.column_totals[0], found.total),
        (Some(63), Some(93), Some(363))
    );
}

#[test]
fn one_small_group_hides_the_next_smallest() {
    let told = |sizes: &[u32]| suppress_groups(sizes, 5);
    assert_eq!(
        told(&[31, 3, 24, 12]),
        (vec![true, false, true, false], true)
    );
    assert_eq!(
        told(&[31, 3, 2, 12]),
        (vec![true, false, false, true], true)
    );
    // Two with two pupils together are a small group, too.
    assert_eq!(
        told(&[31, 1, 1, 12]),
        (vec![true, false, false, false], true)
    );
    // A group of nobody hides none, and is told.
    assert_eq!(told(&[1, 0, 9]), (vec![false, true, false], true));
    assert_eq!(told(&[3, 0]), (vec![false, true], false));
    assert_eq!(told(&[7, 9]), (vec![true, true], true));
    assert_eq!(told(&[]), (vec![], true));
}

#[test]
fn a_table_has_rows_of_one_length() {
    assert!(CountTable::new(vec![vec![1], vec![]]).is_none());
    // Whose only cell is small tells nothing.
    let found = told(&[&[3]], 5);
    assert_eq!(
        (found.cells, found.row_totals, found.total),
        (vec![vec![None]], vec![None], None)
    );
}

/// All tables that are as told: numbers that are told stand, all others are whole and not negative. The
/// largest number is bounded, so that what only totals bound ends.
fn possible(told: &ToldTable, most: u32) -> Vec<Vec<u32>> {
    let flat: Vec<Option<u32>> = told.cells.iter().flatten().copied().collect();
    let columns = told.column_totals.len();
    let mut found = Vec::new();
    fill(told, &flat, columns, most, &mut Vec::new(), &mut found);
    found
}

fn fill(
    told: &ToldTable,
    flat: &[Option<u32>],
    columns: usize,
    most: u32,
    so_far: &mut Vec<u32>,
    found: &mut Vec<Vec<u32>>,
) {
    let at = so_far.len();
    if at > 0 && at.is_multiple_of(columns) {
        let row = at / columns - 1;
        let sum: u32 = so_far[row * columns..].iter().sum();
        if told.row_totals[row].is_some_and(|total| total != sum) {
            return;
        }
    }
    if at == flat.len() {
        let column = |n: usize| so_far.iter().skip(n).step_by(columns).sum::<u32>();
        let fits = |n: usize| told.column_totals[n].is_none_or(|total| total == column(n));
        let all = told
            .total
            .is_none_or(|total| total == so_far.iter().sum::<u32>());
        if all && (0..columns).all(fits) {
            found.push(so_far.clone());
        }
        return;
    }
    let range = flat[at].map_or(0..=most, |count| count..=count);
    for count in range {
        so_far.push(count);
        fill(told, flat, columns, most, so_far, found);
        so_far.pop();
    }
}

/// What a reader can say for sure of each number that is not told: the set of its possible values.
fn surely_known(told: &ToldTable, tables: &[Vec<u32>]) -> Vec<String> {
    let columns = told.column_totals.len();
    let mut known = Vec::new();
    let mut look = |what: String, is_told: bool, of: &dyn Fn(&[u32]) -> u32| {
        let values: BTreeSet<u32> = tables.iter().map(|table| of(table)).collect();
        if !is_told && values.len() < 2 {
            known.push(format!("{what} is {values:?}"));
        }
    };
    for (row, cells) in told.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            look(format!("cell {row} {column}"), cell.is_some(), &|table| {
                table[row * columns + column]
            });
        }
        look(
            format!("row {row}"),
            told.row_totals[row].is_some(),
            &|table| table[row * columns..(row + 1) * columns].iter().sum(),
        );
    }
    for column in 0..columns {
        look(
            format!("column {column}"),
            told.column_totals[column].is_some(),
            &|table| table.iter().skip(column).step_by(columns).sum(),
        );
    }
    look("total".to_owned(), told.total.is_some(), &|table| {
        table.iter().sum()
    });
    known
}

#[test]
fn the_search_for_what_is_known_finds_a_number_that_a_total_gives_away() {
    let naive = ToldTable {
        cells: vec![vec![None, Some(7)], vec![Some(6), Some(8)]],
        row_totals: vec![Some(9), Some(14)],
        column_totals: vec![Some(8), Some(15)],
        total: Some(23),
    };
    assert_eq!(
        surely_known(&naive, &possible(&naive, 9)),
        ["cell 0 0 is {2}"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_number_that_is_not_told_follows_from_those_that_are(
        rows in 1usize..4, columns in 1usize..3, minimum in 1u32..6,
        counts in proptest::collection::vec(0u32..9, 12)
    ) {
        let cells: Vec<Vec<u32>> = (0..rows).map(|r| counts[r * columns..][..columns].to_vec()).collect();
        let told = suppress(&CountTable::new(cells.clone()).unwrap(), minimum);
        for (row, told) in cells.iter().zip(&told.cells) {
            for (count, told) in row.iter().zip(told) {
                prop_assert!(told.is_none_or(|told| told == *count && (told == 0 || told >= minimum)));
            }
        }
        let tables = possible(&told, 10);
        prop_assert!(tables.contains(&cells.concat()), "what is told is true");
        prop_assert_eq!(surely_known(&told, &tables), Vec::<String>::new());
    }

    #[test]
    fn groups_that_are_not_told_are_several_and_not_few(
        sizes in proptest::collection::vec(0u32..12, 0..7), minimum in 1u32..6
    ) {
        let (told, whole) = suppress_groups(&sizes, minimum);
        let hidden: Vec<u32> = sizes.iter().zip(&told).filter(|(_, told)| !**told).map(|(n, _)| *n).collect();
        prop_assert!(sizes.iter().zip(&told).all(|(n, told)| !told || *n == 0 || *n >= minimum));
        let well = hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<u32>() >= minimum);
        prop_assert!(well || (!whole && sizes.iter().zip(&told).all(|(n, told)| !told || *n == 0)));
    }
}
