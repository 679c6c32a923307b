//! Whom the program's requests trust: TLS by rustls with ring, against the certificates of this machine.

use std::sync::Arc;

use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Settings of TLS with the certificates that this machine trusts now.
pub fn certificates() -> TlsConfig {
    let found = rustls_native_certs::load_native_certs();
    for fault in &found.errors {
        tracing::warn!(why = %fault, "some trusted certificates of this machine could not be read");
    }
    let trusted = found.certs.iter();
    let trusted: Vec<_> = trusted
        .map(|one| Certificate::from_der(one.as_ref()).to_owned())
        .collect();
    TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(trusted)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}
