//! Where the bytes of pictures and recordings lie: a folder, or a bucket of S3 or of what speaks like it.
//!
//! * An object is named by the SHA-256 of its bytes (`ab/ab12…`), so the same bytes lie there once, and whoever
//!   reads them finds out whether they are still the same. Sound bytes are never written over.
//! * An object is written before the row that names it, and nothing here is ever removed: a copy of the store
//!   that is made after one of the database holds all that the database names. What a refused transaction left
//!   behind is found by its hash when it is brought in again.
//! * Calls block. They belong on threads that may, and outside of transactions.

mod bucket;
mod requests;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutPayload};
use sha2::{Digest, Sha256};

use crate::document::hex;

/// Why the store does not give or take bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaFault {
    /// No object has this hash.
    Missing,
    /// The object's bytes have another hash.
    Damaged,
    /// The store does not answer; the reason, for the log.
    Unavailable(String),
}

/// An object of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMedium {
    /// SHA-256 of its bytes, as its name says.
    pub hash: String,
    /// Bytes.
    pub size: u64,
}

/// A store of media. The default has no place and refuses everything.
#[derive(Clone, Default)]
pub struct MediaStore {
    place: Place,
}

#[derive(Clone, Default)]
enum Place {
    #[default]
    None,
    Folder(PathBuf),
    Remote {
        objects: Arc<dyn ObjectStore>,
        below: Path,
        shown: String,
    },
}

impl MediaStore {
    /// A folder; it is made when something is first written.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        let place = Place::Folder(folder.into());
        Self { place }
    }

    /// A bucket: `s3://BUCKET/PREFIX`. Keys, region and the address of a server other than Amazon's come from
    /// `AWS_…` of the environment, as every tool of this kind reads them.
    pub fn in_bucket(url: &str) -> Result<Self, String> {
        let (objects, below) = bucket::opened(url)?;
        let shown = url.to_owned();
        Ok(Self::of(objects, below, shown))
    }

    /// In memory: gone with the process.
    pub fn in_memory() -> Self {
        Self::of(Arc::new(InMemory::new()), Path::default(), "memory".into())
    }

    fn of(objects: Arc<dyn ObjectStore>, below: Path, shown: String) -> Self {
        let place = Place::Remote {
            objects,
            below,
            shown,
        };
        Self { place }
    }

    /// Where it is.
    pub fn shown(&self) -> String {
        match &self.place {
            Place::None => "none".into(),
            Place::Folder(folder) => folder.display().to_string(),
            Place::Remote { shown, .. } => shown.clone(),
        }
    }

    /// Makes the folder, where it is one.
    pub fn make_folder(&self) -> Result<(), String> {
        let Place::Folder(folder) = &self.place else {
            return Ok(());
        };
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
    }

    /// Keeps bytes under their hash; true when they lay there already. What lies there damaged is put right.
    pub fn put(&self, hash: &str, bytes: &[u8]) -> Result<bool, MediaFault> {
        self.make_folder().map_err(MediaFault::Unavailable)?;
        let (objects, below) = self.opened()?;
        let at = named(&below, hash);
        let payload = || PutPayload::from(bytes.to_vec());
        waited(async {
            let new = objects.put_opts(&at, payload(), PutMode::Create.into());
            match new.await {
                Ok(_) => return Ok(false),
                Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {}
                // A server without conditional writes: looked first.
                Err(Error::NotImplemented { .. }) => {
                    if let Err(Error::NotFound { .. }) = objects.head(&at).await {
                        objects.put(&at, payload()).await.map_err(told)?;
                        return Ok(false);
                    }
                }
                Err(other) => return Err(told(other)),
            }
            let there = objects.get(&at).await.map_err(told)?;
            let there = there.bytes().await.map_err(told)?;
            if hex(&Sha256::digest(&there)) != hash {
                tracing::warn!(hash, "a damaged medium was put right");
                objects.put(&at, payload()).await.map_err(told)?;
            }
            Ok(true)
        })
    }

    /// The bytes with this hash, checked.
    pub fn get(&self, hash: &str) -> Result<Vec<u8>, MediaFault> {
        let (objects, below) = match self.opened() {
            Err(MediaFault::Unavailable(_)) if self.is_unmade() => return Err(MediaFault::Missing),
            other => other?,
        };
        let at = named(&below, hash);
        let bytes = waited(async {
            let found = objects.get(&at).await.map_err(told)?;
            found.bytes().await.map_err(told)
        })?;
        match hex(&Sha256::digest(&bytes)) == hash {
            true => Ok(bytes.to_vec()),
            false => Err(MediaFault::Damaged),
        }
    }

    /// Every object, by hash.
    pub fn list(&self) -> Result<Vec<StoredMedium>, MediaFault> {
        if self.is_unmade() {
            return Ok(Vec::new());
        }
        let (objects, below) = self.opened()?;
        let mut found = waited(async {
            let mut found = Vec::new();
            let drawers = objects.list_with_delimiter(Some(&below)).await;
            for drawer in drawers.map_err(told)?.common_prefixes {
                let listed = objects.list_with_delimiter(Some(&drawer)).await;
                found.extend(listed.map_err(told)?.objects);
            }
            Ok(found)
        })?
        .into_iter()
        .filter_map(|object| {
            let hash = object.location.filename()?.to_owned();
            let size = object.size;
            (hash.len() == 64).then_some(StoredMedium { hash, size })
        })
        .collect::<Vec<_>>();
        found.sort_by(|one, other| one.hash.cmp(&other.hash));
        Ok(found)
    }

    /// Fails unless the store answers.
    pub fn answers(&self) -> Result<(), MediaFault> {
        if let Place::None = &self.place {
            return Ok(());
        }
        let (objects, below) = self.opened()?;
        waited(async {
            let listed = objects.list_with_delimiter(Some(&below)).await;
            listed.map(|_| ()).map_err(|error| match told(error) {
                MediaFault::Missing => MediaFault::Unavailable("no such bucket".into()),
                other => other,
            })
        })
    }

    /// True of a folder that is not there: into which nothing was written yet, or that went away.
    pub fn is_unmade(&self) -> bool {
        matches!(&self.place, Place::Folder(folder) if !folder.exists())
    }

    fn opened(&self) -> Result<(Arc<dyn ObjectStore>, Path), MediaFault> {
        match &self.place {
            Place::None => Err(MediaFault::Unavailable("no place for media is set".into())),
            Place::Folder(folder) => {
                let opened = LocalFileSystem::new_with_prefix(folder);
                // Bytes are on the disk before the row that names them.
                let opened = opened.map(|folder| folder.with_fsync(true));
                Ok((Arc::new(opened.map_err(told)?), Path::default()))
            }
            Place::Remote { objects, below, .. } => Ok((Arc::clone(objects), below.clone())),
        }
    }
}

/// `ab/ab12…` below the prefix: folders with a few thousand files each at most.
fn named(below: &Path, hash: &str) -> Path {
    let drawer = below.clone().join(hash.get(..2).unwrap_or("00"));
    drawer.join(hash)
}

fn told(error: Error) -> MediaFault {
    match error {
        Error::NotFound { .. } => MediaFault::Missing,
        other => MediaFault::Unavailable(other.to_string()),
    }
}

/// Waits on this thread. A loop for each call: it has a clock for repeated requests and nothing else, and must
/// not outlive the thread that may block.
fn waited<T>(work: impl Future<Output = Result<T, MediaFault>>) -> Result<T, MediaFault> {
    let here = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let here = here.map_err(|e| MediaFault::Unavailable(e.to_string()))?;
    here.block_on(work)
}

#[cfg(test)]
mod tests;
