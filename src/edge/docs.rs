//! The API documentation's user interface, served from the binary.
//!
//! Every file comes out of the executable and the page loads `/openapi.json` of the same service:
//! nothing is fetched from another host, so the documentation also works in a school without a
//! way out. Absent on purpose: the online validator badge of Swagger UI (it would send the address
//! of the service to a stranger) and its bar for loading somebody else's description.
//!
//! The page names its files relatively, so it must be mounted with a closing slash
//! (`/docs/`); a face redirects `/docs` there.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use utoipa_swagger_ui::Config;

/// Where the page loads the description of the API from: an absolute path on this service.
pub const OPENAPI_JSON_PATH: &str = "/openapi.json";

/// Swagger UI's own word for "do not validate anywhere".
const NO_VALIDATOR: &str = "none";

static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    Arc::new(
        Config::new([OPENAPI_JSON_PATH])
            .validator_url(NO_VALIDATOR)
            .use_base_layout()
            .query_config_enabled(false)
            .display_operation_id(true)
            .display_request_duration(true)
            .filter(true)
            .persist_authorization(false),
    )
});

/// One file of the documentation's interface: its bytes and its `Content-Type`.
///
/// `path` is what follows the mount point, without a leading slash; the empty path is the page
/// itself. `None` when there is no such file: the caller answers 404.
pub fn asset(path: &str) -> Option<(Cow<'static, [u8]>, String)> {
    // The only error of `serve` is a configuration that is not JSON; ours is a constant and a
    // test reads it.
    let file = utoipa_swagger_ui::serve(path, Arc::clone(&CONFIG)).ok()??;
    Some((file.bytes, with_charset(file.content_type)))
}

/// Scripts, pages and styles are UTF-8; without the word a browser guesses from its language.
fn with_charset(content_type: String) -> String {
    let is_text = content_type.starts_with("text/") || content_type.ends_with("javascript");
    if is_text && !content_type.contains("charset") {
        content_type + "; charset=utf-8"
    } else {
        content_type
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str) -> String {
        let (bytes, _) = asset(path).unwrap_or_else(|| panic!("{path} is missing"));
        String::from_utf8(bytes.into_owned()).expect("the file is UTF-8")
    }

    #[test]
    fn the_empty_path_is_the_page() {
        let (bytes, content_type) = asset("").expect("the page is there");
        assert_eq!(content_type, "text/html; charset=utf-8");
        assert!(String::from_utf8_lossy(&bytes).contains("swagger-ui-bundle.js"));
    }

    #[test]
    fn the_page_loads_this_services_description_and_asks_no_validator() {
        let initializer = text("swagger-initializer.js");
        assert!(
            initializer.contains(r#""url": "/openapi.json""#),
            "{initializer}"
        );
        assert!(
            initializer.contains(r#""validatorUrl": "none""#),
            "{initializer}"
        );
        assert!(!initializer.contains("{{config}}"), "{initializer}");
        assert!(!initializer.contains("://"), "{initializer}");
    }

    #[test]
    fn every_file_that_the_page_names_is_served_here() {
        let page = text("index.html");
        let names: Vec<&str> = page
            .split(['"', '\''])
            .filter(|part| {
                part.ends_with(".js") || part.ends_with(".css") || part.ends_with(".png")
            })
            .collect();
        assert!(names.len() >= 5, "{names:?}");
        for name in names {
            assert!(!name.contains("//"), "{name} is not a file of this service");
            assert!(
                asset(name.trim_start_matches("./")).is_some(),
                "{name} is missing"
            );
        }
    }

    #[test]
    fn what_is_not_a_file_of_the_interface_is_none() {
        for path in [
            "../Cargo.toml",
            "nothing.js",
            "/etc/passwd",
            "swagger-ui.css.map",
        ] {
            assert!(asset(path).is_none(), "{path}");
        }
    }
}
