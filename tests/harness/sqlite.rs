//! SQLite: a file copied from a template that the process migrates once.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use tempfile::TempDir;

/// The address of a fresh database, and the folder whose end is its end.
pub fn fresh() -> (String, TempDir) {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = folder.path().join("test.sqlite3");
    std::fs::copy(template(), &file).expect("the template can be copied");
    (url(&file), folder)
}

/// Seam: how the service's address of a file is written.
fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// The template's file. Its folder outlives the tests of the process on purpose: a static is
/// never dropped, and the temporary folder is the operating system's to empty.
fn template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let file = folder_of_this_process().join("template.sqlite3");
        super::migrate(&url(&file));
        let log = file.with_extension("sqlite3-wal");
        let logged = std::fs::metadata(&log).map(|log| log.len()).unwrap_or(0);
        assert_eq!(
            logged, 0,
            "a connection to the template is still open: its log is not merged"
        );
        file
    })
}

/// Under the build's own folder for tests, of this process alone: tests may run in several processes. What
/// those of earlier days left there is removed.
fn folder_of_this_process() -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("sqlite-template-{}-", env!("CARGO_CRATE_NAME"));
    for left in std::fs::read_dir(all).into_iter().flatten().flatten() {
        let changed = left.metadata().and_then(|about| about.modified());
        let age = changed.ok().and_then(|at| at.elapsed().ok());
        let is_ours = left.file_name().to_string_lossy().starts_with(&name);
        if is_ours && age.is_some_and(|age| age > Duration::from_secs(24 * 3_600)) {
            let _absent = std::fs::remove_dir_all(left.path());
        }
    }
    let folder = all.join(format!("{name}{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for the template can be made");
    folder
}
