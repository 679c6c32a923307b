//! Worked examples are written once, as tables in doc comments, and read back from the source by
//! the tests, so that the docs cannot drift from what is tested.

/// Rows of the table under the doc line `Worked examples of `name`:`, cells trimmed, without head.
pub fn table(source: &str, name: &str) -> Vec<Vec<String>> {
    let heading = format!("Worked examples of `{name}`");
    let mut lines = source.lines().skip_while(|line| !line.contains(&heading));
    lines.next();
    let rows: Vec<Vec<String>> = lines
        .map(|line| {
            line.trim()
                .trim_start_matches("///")
                .trim_start_matches("//!")
                .trim()
        })
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(rows.len() > 3, "no table of worked examples for {name}");
    rows.into_iter().skip(2).collect()
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches('|').trim_end_matches('|');
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}
