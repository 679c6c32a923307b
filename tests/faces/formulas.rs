//! Formulas as they are typed, through the API.

use serde_json::{Value, json};

use crate::harness::api::{Client, Service, text};

fn preview(client: &Client, body: &Value) -> Value {
    client.post("/formulas/preview", body).expect(200)
}

on_both! {
    fn a_formula_becomes_mathml_words_and_plain_text(backend) {
        let service = Service::start(backend);
        let client = service.user_with_role(&service.root(), "developer");
        let shown = preview(&client, &json!({"latex": "\\frac{1}{2} + \\sqrt{x}", "language": "ru"}));
        assert_eq!(shown["linear"], "1/2 + √x");
        assert_eq!(shown["wording"]["kk"], "екіден бір плюс квадрат түбір астында x");
        assert_eq!(shown["wording"]["ru"], "одна вторая плюс квадратный корень из x");
        assert!(text(&shown["mathml"]).starts_with("<math alttext=\"одна вторая плюс квадратный корень из x\">"), "{shown}");
        assert!(text(&shown["mathml"]).contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"), "{shown}");
        // What our schools write: tangent as tg, decimals with a comma.
        let shown = preview(&client, &json!({"latex": "\\tg 45^\\circ = 1,5"}));
        assert!(text(&shown["wording"]["kk"]).starts_with("тангенс 45 градус тең 1,5"), "{shown}");
        assert!(text(&shown["mathml"]).contains("<mn>1,5</mn>"), "{shown}");
        // Its own MathML again is itself.
        let again = preview(&client, &json!({"mathml": shown["mathml"]}));
        assert_eq!((&again["mathml"], &again["linear"]), (&shown["mathml"], &shown["linear"]));
    }

    fn a_wrong_formula_is_told_with_its_position_and_unsafe_mathml_is_cleaned(backend) {
        let service = Service::start(backend);
        let client = service.administrator();
        let shown = preview(&client, &json!({"latex": "1 + \\frca{1}{2}"}));
        assert_eq!((&shown["mathml"], &shown["findings"][0]["code"]), (&Value::Null, &json!("formula_command")));
        assert_eq!(shown["findings"][0]["args"]["position"], 5, "{shown}");
        let unsafe_math = "<math><mi onclick=\"x()\">x</mi><script>alert(1)</script></math>";
        let shown = preview(&client, &json!({"mathml": unsafe_math}));
        let mathml = text(&shown["mathml"]);
        assert!(mathml.contains("<mi>x</mi>") && !mathml.contains("onclick") && !mathml.contains("<script"), "{shown}");
        let codes: Vec<&str> = shown["findings"].as_array().expect("findings").iter().map(|f| text(&f["code"])).collect();
        assert!(codes.contains(&"rich_attribute_removed") && codes.contains(&"rich_content_removed"), "{codes:?}");
        for body in [json!({}), json!({"latex": "x", "mathml": "<math/>"})] {
            assert_eq!(client.post("/formulas/preview", &body).findings(), [("formula_given_once".to_owned(), String::new())]);
        }
        assert_eq!(service.nobody().post("/formulas/preview", &json!({"latex": "x"})).status, 401);
    }
}
