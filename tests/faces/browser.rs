//! What a person sees: the pages in a real browser, served by the real binary.

use crate::harness::browser;
use crate::harness::server::RunningServer;

#[test]
fn the_documentation_lists_the_operations_without_any_other_host() {
    let server = RunningServer::start();
    let page = browser::dom(&server.url("/docs/"));
    assert!(page.contains("Synaq"), "{page}");
    for operation in ["create_organisation", "read_me"] {
        assert!(page.contains(operation), "{operation} is not on the page");
    }
    for error in [
        "Failed to load API definition",
        "No API definition provided",
    ] {
        assert!(!page.contains(error), "{error}");
    }
}
