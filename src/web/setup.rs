//! The set-up page behind the one-time link: a form, no script.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::page::{escape, page};
use crate::edge::{Context, Problem};
use crate::language::{Locale, sentence};
use crate::service::Refusal;
use crate::service::setup::{self, SetUp};

/// The token of the link.
#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    token: String,
}

/// The form as sent.
#[derive(Deserialize)]
pub(super) struct Form {
    token: String,
    login: String,
    password: String,
}

/// Shows the form while the link can be used.
pub(super) async fn show(
    context: Context,
    link: web::Query<Link>,
) -> Result<HttpResponse, Problem> {
    let token = link.into_inner().token;
    let asked = token.clone();
    let usable = context
        .run_open(move |s| setup::setup_token_is_usable(s, &asked))
        .await?;
    if usable {
        Ok(form(StatusCode::OK, &token, "", &[]))
    } else {
        Ok(gone())
    }
}

/// Makes the administrator, or shows the form again with every error.
pub(super) async fn submit(
    context: Context,
    sent: web::Form<Form>,
) -> Result<HttpResponse, Problem> {
    let Form {
        token,
        login,
        password,
    } = sent.into_inner();
    let input = SetUp {
        token: token.clone(),
        login: login.clone(),
        password,
    };
    let id = context.request_id.clone();
    match context
        .run_open(move |s| setup::set_up(s, &id, &input))
        .await
    {
        Ok(key) => Ok(done(&key.secret)),
        Err(problem) => match &problem.refusal {
            Refusal::Invalid(findings) if findings.iter().any(|f| f.pointer == "/token") => {
                Ok(gone())
            }
            Refusal::Invalid(findings) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(form(
                    status,
                    &token,
                    &login,
                    &told(problem.locale, findings),
                ))
            }
            Refusal::Conflict(findings) => Ok(form(
                StatusCode::CONFLICT,
                &token,
                &login,
                &told(problem.locale, findings),
            )),
            _ => Err(problem),
        },
    }
}

fn told(locale: Locale, findings: &[crate::language::finding::Finding]) -> Vec<String> {
    findings.iter().map(|f| sentence(locale, f)).collect()
}

fn form(status: StatusCode, token: &str, login: &str, errors: &[String]) -> HttpResponse {
    let list: String = errors
        .iter()
        .map(|e| format!("<li>{}</li>", escape(e)))
        .collect();
    let errors = if list.is_empty() {
        String::new()
    } else {
        format!("<div class=\"error\" role=\"alert\"><ul>{list}</ul></div>")
    };
    let title = if errors.is_empty() {
        "Set up Synaq"
    } else {
        "Error: Set up Synaq"
    };
    let body = format!(
        "<h1>Set up Synaq</h1><p>This link makes the first administrator, once.</p>{errors}\
         <form method=\"post\" action=\"/setup\"><input type=\"hidden\" name=\"token\" value=\"{}\">\
         <label for=\"login\">Login</label><input id=\"login\" name=\"login\" autocomplete=\"username\" required \
         minlength=\"3\" value=\"{}\"><label for=\"password\">Password</label>\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"new-password\" required minlength=\"12\" \
         aria-describedby=\"password-hint\"><p id=\"password-hint\" class=\"hint\">At least 12 characters.</p>\
         <button>Make the administrator</button></form>",
        escape(token),
        escape(login),
    );
    page(status, title, &body)
}

fn done(secret: &str) -> HttpResponse {
    let body = format!(
        "<h1>Done</h1><p>You are the administrator. This session key works for 12 hours; \
         it is shown only now:</p><pre>{}</pre><p>Go on to the <a href=\"/docs/\">API</a>, or log in again with \
         <code>POST /api/v1/sessions</code>.</p>",
        escape(secret)
    );
    page(StatusCode::CREATED, "Done: Set up Synaq", &body)
}

fn gone() -> HttpResponse {
    let body = "<h1>This link no longer works</h1><p>A set-up link is good for one use within 30 minutes. \
                Run <code>synaq setup-link</code> on the server for a new one.</p>";
    page(StatusCode::GONE, "Set-up link expired", body)
}
