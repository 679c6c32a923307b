//! Formulas while they are being typed.

use actix_web::HttpResponse;
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::service::formulas::{self, FormulaPreview, PreviewFormula};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "preview_formula",
            Method::Post,
            "/formulas/preview",
            "bank",
            |r| r.to(preview_formula),
        )
        .summary("What becomes of a formula: MathML, words in Kazakh, Russian and English, plain text, or where it is wrong")
        .body::<PreviewFormula>(json!({"latex": "x^2 + 1", "language": "kk"}))
        .answers::<FormulaPreview>(200, json!({
            "mathml": "<math alttext=\"x квадрат плюс 1\"><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn></math>",
            "linear": "x² + 1",
            "wording": {"kk": "x квадрат плюс 1", "ru": "x в квадрате плюс 1", "en": "x squared plus 1"}
        })),
    ]
}

async fn preview_formula(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: PreviewFormula = body.read(&context)?;
    let preview = context
        .run(move |_, _| formulas::preview_formula(&input))
        .await?;
    Ok(Reply::ok(&preview).send(&context))
}
