//! Real questions that are not the project's own: read where they are, never copied.

use std::io::Read;
use std::path::PathBuf;

/// The questions, or nothing with a word about it: the data is not the project's own.
pub fn exams() -> Option<String> {
    test_data("data/exams/exams.jsonl.gz")
}

/// An unpacked file of the test data, or nothing with a word about it.
pub fn test_data(name: &str) -> Option<String> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let path = folder.join(name);
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: {} is absent (SYNAQ_TEST_DATA)", path.display());
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the file unpacks");
    Some(text)
}
