//! The frame every page stands in.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};

/// Nothing foreign is loaded, nothing inline runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; \
base-uri 'none'; frame-ancestors 'none'";

const STYLE: &str = "body{font:17px/1.55 system-ui,sans-serif;margin:0;background:#f5f6f8;color:#1b2430}\
main{max-width:44rem;margin:3rem auto;background:#fff;padding:2rem 2.5rem;border-radius:12px;box-shadow:0 1px 4px #0002}\
h1{margin-top:0}label{display:block;margin:1rem 0 .3rem;font-weight:600}\
input{font:inherit;width:100%;box-sizing:border-box;padding:.55rem .7rem;border:1px solid #8a94a3;border-radius:8px}\
button{font:inherit;margin-top:1.4rem;padding:.6rem 1.4rem;border:0;border-radius:8px;background:#0b5cad;color:#fff}\
a{color:#0b5cad}code,pre{background:#eef1f5;border-radius:6px;padding:.15rem .35rem;overflow-wrap:anywhere;white-space:pre-wrap}\
.error{border-left:5px solid #b3261e;padding:.5rem 1rem;background:#fdecea}.hint{color:#4d5866;font-size:.95em}";

/// A page; `body` is trusted HTML, everything foreign in it went through [`escape`].
pub(super) fn page(status: StatusCode, title: &str, body: &str) -> HttpResponse {
    let title = escape(title);
    HttpResponse::build(status)
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width,initial-scale=1\"><title>{title}</title><style>{STYLE}</style></head>\
             <body><main>{body}</main></body></html>"
        ))
}

/// Text as HTML text.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
