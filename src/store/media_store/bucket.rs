//! A bucket of S3, or of a server that speaks like it.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{ObjectStore, RetryConfig};

use super::requests::Requests;

/// Who waits for a picture does not wait longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The bucket of an address, and the folder in it.
pub(super) fn opened(url: &str) -> Result<(Arc<dyn ObjectStore>, Path), String> {
    let (bucket, below) = parts(url)?;
    let built = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_http_connector(Requests::default())
        .with_retry(RetryConfig {
            max_retries: 3,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        })
        .build()
        .map_err(|e| format!("{url}: {e}"))?;
    Ok((Arc::new(built), below))
}

/// Bucket and folder of `s3://BUCKET/PREFIX`.
pub(super) fn parts(url: &str) -> Result<(&str, Path), String> {
    let wrong = || format!("{url}: s3://BUCKET or s3://BUCKET/PREFIX is needed");
    let rest = url.strip_prefix("s3://").ok_or_else(wrong)?;
    let (bucket, below) = rest.split_once('/').unwrap_or((rest, ""));
    let of_a_bucket = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if bucket.len() < 3 || !bucket.chars().all(of_a_bucket) {
        return Err(wrong());
    }
    let below = Path::parse(below.trim_end_matches('/')).map_err(|_| wrong())?;
    Ok((bucket, below))
}
