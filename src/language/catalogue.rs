//! The one message catalogue: every sentence of every face, in Kazakh, Russian and English.
//!
//! The texts stand in `catalogue/{kk,ru,en}.ftl` (Fluent) with the same ids and the same variables
//! in each. A finding's sentence has the id `finding-<code>`. An argument that a message names and
//! the caller does not give is the word `none`, so that a message can ask for it:
//! `{ $nearest -> [none] {""} *[other] … }`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use serde_json::Value;
use unic_langid::LanguageIdentifier;

use super::finding::Finding;

/// Language of the service's own words (of the *interface*; an item's language is another thing).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    #[default]
    En,
}

impl Locale {
    /// Every locale.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The language code (`kk`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Kk => include_str!("catalogue/kk.ftl"),
            Self::Ru => include_str!("catalogue/ru.ftl"),
            Self::En => include_str!("catalogue/en.ftl"),
        }
    }

    /// Plural rules follow it; the three codes are well-formed.
    fn identifier(self) -> LanguageIdentifier {
        self.as_str().parse().unwrap_or_default()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Locale {
    type Err = String;

    /// From a language tag; the region is ignored (`ru-KZ` is Russian).
    fn from_str(tag: &str) -> Result<Self, String> {
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let fits = |locale: &Self| locale.as_str().eq_ignore_ascii_case(language);
        Self::ALL
            .into_iter()
            .find(fits)
            .ok_or_else(|| format!("'{tag}' is not one of kk, ru, en"))
    }
}

/// The best locale for an `Accept-Language` header (RFC 9110): highest quality, then first named;
/// English where nothing fits.
pub fn negotiate(accept_language: &str) -> Locale {
    let mut best: Option<(f32, Locale)> = None;
    for range in accept_language.split(',') {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let quality = match parameters.trim().split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("q") => {
                value.trim().parse().unwrap_or(0.0)
            }
            _ => 1.0_f32,
        };
        let locale = if tag.trim() == "*" {
            Ok(Locale::default())
        } else {
            tag.parse()
        };
        if let Ok(locale) = locale
            && quality > best.map_or(0.0, |(highest, _)| highest)
        {
            best = Some((quality, locale));
        }
    }
    best.map_or_else(Locale::default, |(_, locale)| locale)
}

/// The message `id` with its arguments. Numbers may select plural forms; lists are joined by
/// `, `. A message absent in the locale is said in English; absent there too, it is its id and
/// arguments, so that a gap is seen and nothing is lost.
pub fn text(locale: Locale, id: &str, args: &[(&str, Value)]) -> String {
    let said = format(locale, id, args).or_else(|| format(Locale::En, id, args));
    said.unwrap_or_else(|| {
        args.iter().fold(id.to_owned(), |said, (name, value)| {
            format!("{said} {name}={value}")
        })
    })
}

/// The sentence of a finding. The arguments `expected` and `found` are kinds of JSON values and
/// are said in words.
pub fn sentence(locale: Locale, finding: &Finding) -> String {
    let args = finding
        .args
        .iter()
        .map(|(name, value)| match name.as_str() {
            "expected" | "found" => (name.as_str(), kind_words(locale, value)),
            name => (name, value.clone()),
        });
    text(
        locale,
        &format!("finding-{}", finding.code),
        &args.collect::<Vec<_>>(),
    )
}

fn kind_words(locale: Locale, kind: &Value) -> Value {
    match kind {
        Value::String(name) => {
            format(locale, &format!("kind-{name}"), &[]).map_or_else(|| kind.clone(), Value::from)
        }
        Value::Array(several) => several.iter().map(|one| kind_words(locale, one)).collect(),
        _ => kind.clone(),
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(locale: Locale) -> &'static Bundle {
    static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Locale::ALL.map(load));
    &BUNDLES[locale as usize]
}

/// A broken message would be skipped here; the tests let none pass.
fn load(locale: Locale) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![locale.identifier()]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(locale.source().to_owned())
        .unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
}

fn format(locale: Locale, id: &str, args: &[(&str, Value)]) -> Option<String> {
    let bundle = bundle(locale);
    let pattern = bundle.get_message(id)?.value()?;
    let mut given: FluentArgs = args
        .iter()
        .map(|(name, value)| (Cow::from(*name), spoken(value)))
        .collect();
    // An absent argument may show only inside the branch that another one chose.
    for _ in 0..3 {
        let mut errors = Vec::new();
        let said = bundle
            .format_pattern(pattern, Some(&given), &mut errors)
            .into_owned();
        let absent: Vec<String> = errors.iter().filter_map(missing_argument).collect();
        if absent.is_empty() {
            return Some(said);
        }
        absent.into_iter().for_each(|name| given.set(name, "none"));
    }
    Some(
        bundle
            .format_pattern(pattern, Some(&given), &mut Vec::new())
            .into_owned(),
    )
}

fn missing_argument(error: &FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => {
            Some(id.clone())
        }
        _ => None,
    }
}

/// A value as a message says it. Numbers beyond what a double holds are texts: no digit is lost.
fn spoken(value: &Value) -> FluentValue<'static> {
    let exact = |number: &f64| number.abs() < 9e15;
    match value {
        Value::Null => FluentValue::from("none"),
        Value::Bool(truth) => FluentValue::from(truth.to_string()),
        Value::Number(number) => match number.as_f64().filter(exact) {
            Some(number) => FluentValue::from(number),
            None => FluentValue::from(number.to_string()),
        },
        Value::String(text) => FluentValue::from(text.clone()),
        Value::Array(list) => {
            FluentValue::from(list.iter().map(listed).collect::<Vec<_>>().join(", "))
        }
        Value::Object(_) => FluentValue::from(value.to_string()),
    }
}

fn listed(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
