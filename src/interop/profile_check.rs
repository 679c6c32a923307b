//! Whether a profile can be used, before any record is read.

use super::profile::{
    ContentAttribute, EXTERNAL_ID, MappingProfile, RECORD_LANGUAGE, SourceKind, TextAttribute,
    ValueRule,
};
use crate::bank::Language;
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Checks a profile by itself; an empty list means that it can be used.
pub fn check_profile(profile: &MappingProfile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !profile.code.contains(EXTERNAL_ID) {
        findings.push(
            Finding::error("mapping_code_without_external_id", "/code")
                .with("code", profile.code.clone()),
        );
    }
    check_content(profile, &mut findings);
    check_languages(profile, &mut findings);
    check_options(profile, &mut findings);
    for (pointer, from) in sources(profile) {
        let is_pointer = from.is_empty() || from.starts_with('/');
        if profile.source.kind == SourceKind::Jsonl && !is_pointer {
            findings.push(Finding::error("mapping_pointer_invalid", pointer).with("from", from));
        }
    }
    findings
}

fn check_content(profile: &MappingProfile, findings: &mut Vec<Finding>) {
    let has = |attribute| profile.content.contains_key(&attribute);
    let grades = has(ContentAttribute::GradeMin) && has(ContentAttribute::GradeMax);
    let needed = [
        ("type", has(ContentAttribute::Type)),
        ("subject", has(ContentAttribute::Subject)),
        ("grade", has(ContentAttribute::Grade) || grades),
        ("points", has(ContentAttribute::Points)),
    ];
    for (attribute, _) in needed.iter().filter(|(_, given)| !given) {
        findings.push(
            Finding::error("mapping_attribute_missing", format!("/content/{attribute}"))
                .with("attribute", *attribute),
        );
    }
    for (attribute, rule) in &profile.content {
        let pointer = format!("/content/{}", attribute.as_str());
        check_rule(rule, pointer, findings);
    }
    check_rule(&profile.external_id, "/external_id".to_owned(), findings);
}

/// A rule says where the value comes from or what it is, and not both.
fn check_rule(rule: &ValueRule, pointer: String, findings: &mut Vec<Finding>) {
    if rule.from.is_some() == rule.value.is_some() {
        findings.push(Finding::error("mapping_rule_from_or_value", pointer));
    }
}

fn check_languages(profile: &MappingProfile, findings: &mut Vec<Finding>) {
    if profile.texts.is_empty() {
        findings.push(Finding::error("texts_missing", "/texts"));
    }
    let of_record = profile.texts.contains_key(RECORD_LANGUAGE);
    if of_record != profile.language.is_some() {
        findings.push(
            Finding::error("mapping_language_rule", "/language").with("word", RECORD_LANGUAGE),
        );
    }
    for (language, rules) in &profile.texts {
        let pointer = child("/texts", language);
        if language != RECORD_LANGUAGE && language.parse::<Language>().is_err() {
            findings.push(
                Finding::error("mapping_language_unknown", pointer.clone())
                    .with("code", language.clone()),
            );
        }
        if !rules.contains_key(&TextAttribute::Stem) {
            let pointer = format!("{pointer}/stem");
            findings.push(
                Finding::error("mapping_attribute_missing", pointer).with("attribute", "stem"),
            );
        }
    }
}

fn check_options(profile: &MappingProfile, findings: &mut Vec<Finding>) {
    let Some(options) = &profile.options else {
        return;
    };
    let is_list = profile.source.kind == SourceKind::Jsonl;
    if options.list.is_some() != is_list || options.columns.is_empty() != is_list {
        findings.push(Finding::error("mapping_options_rule", "/options"));
    }
    if is_list && !profile.texts.contains_key(RECORD_LANGUAGE) {
        findings
            .push(Finding::error("mapping_language_rule", "/texts").with("word", RECORD_LANGUAGE));
    }
    for (n, column) in options.columns.iter().enumerate() {
        if options.columns[..n]
            .iter()
            .any(|earlier| earlier.label == column.label)
        {
            findings.push(
                Finding::error("duplicate_id", format!("/options/columns/{n}/label"))
                    .with("id", column.label.clone())
                    .with("first", "/options/columns"),
            );
        }
    }
}

/// Every `from` of a profile and where it stands.
pub(super) fn sources(profile: &MappingProfile) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rule = |pointer: String, rule: &ValueRule| {
        found.extend(
            rule.from
                .iter()
                .map(|from| (format!("{pointer}/from"), from.clone())),
        );
    };
    rule("/external_id".to_owned(), &profile.external_id);
    profile
        .language
        .iter()
        .for_each(|language| rule("/language".to_owned(), language));
    for (attribute, of_attribute) in &profile.content {
        rule(format!("/content/{}", attribute.as_str()), of_attribute);
    }
    for (language, rules) in &profile.texts {
        for (attribute, of_attribute) in rules {
            rule(
                format!("/texts/{language}/{}", attribute.as_str()),
                of_attribute,
            );
        }
    }
    if let Some(options) = &profile.options {
        let pointers = [
            ("list", &options.list),
            ("text", &options.text),
            ("label", &options.label),
        ];
        let given = pointers
            .into_iter()
            .filter_map(|(name, from)| from.clone().map(|from| (name, from)));
        found.extend(given.map(|(name, from)| (format!("/options/{name}"), from)));
        for (n, columns) in options.columns.iter().enumerate() {
            let of_option = columns.texts.iter();
            found.extend(
                of_option
                    .map(|(l, from)| (format!("/options/columns/{n}/texts/{l}"), from.clone())),
            );
        }
    }
    if let Some(key) = &profile.key {
        found.push(("/key/from".to_owned(), key.from.clone()));
        let named_in = key.number.iter().filter_map(|n| n.units_named_in.clone());
        found.extend(named_in.map(|from| ("/key/number/units_named_in".to_owned(), from)));
    }
    found
}
