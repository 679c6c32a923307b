//! The shipped library: inside the binary, or in a folder while it is being written.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::outcome::Failure;
use crate::service::library::LibraryFile;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/item_specs");

/// Files of the library in stable order: those of a folder, or the shipped ones.
pub fn files(folder: Option<&Path>) -> Result<Vec<LibraryFile>, Failure> {
    let mut files = match folder {
        Some(folder) => of_folder(folder, folder)?,
        None => shipped(&SHIPPED)?,
    };
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// One shipped file by its path (`profiles/exams-tolerant.yaml`).
pub fn shipped_file(path: &str) -> Option<&'static str> {
    SHIPPED.get_file(path)?.contents_utf8()
}

fn shipped(dir: &Dir<'_>) -> Result<Vec<LibraryFile>, Failure> {
    let mut files = Vec::new();
    for file in dir
        .files()
        .filter(|f| f.path().extension().is_some_and(|e| e == "yaml"))
    {
        let path = file.path().display().to_string();
        let text = file
            .contents_utf8()
            .ok_or_else(|| Failure::Internal(format!("{path} is not UTF-8")))?;
        files.push(LibraryFile {
            path,
            text: text.to_owned(),
        });
    }
    for below in dir.dirs() {
        files.extend(shipped(below)?);
    }
    Ok(files)
}

fn of_folder(root: &Path, folder: &Path) -> Result<Vec<LibraryFile>, Failure> {
    let fault = |e: std::io::Error| Failure::Wrong(format!("{}: {e}", folder.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            files.extend(of_folder(root, &path)?);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            let text = std::fs::read_to_string(&path)
                .map_err(|e| Failure::Wrong(format!("{}: {e}", path.display())))?;
            let shown = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .display()
                .to_string();
            files.push(LibraryFile { path: shown, text });
        }
    }
    Ok(files)
}
