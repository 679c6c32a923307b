//! Who sits a year assessment or an additional one: pupils whose grade is unsatisfactory in few enough
//! subjects. How many that is, and which grades they are, the policy says.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::term::year_mean;
use crate::language::finding::Finding;
use crate::language::text_enum;
use crate::specification::item_specification::Strictness;
use crate::specification::policy::ResitRule;

text_enum! {
    /// What a pupil's grades come to.
    ResitOutcome {
        /// No unsatisfactory grade.
        Satisfactory = "satisfactory",
        /// Unsatisfactory in few enough subjects: sits the year assessment in them.
        Resit = "resit",
        /// Unsatisfactory in too many subjects: no assessment makes up for them.
        TooMany = "too_many_subjects",
    }
}

/// A grade of a pupil in a subject, and of what it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubjectGrade {
    /// Subject code.
    pub subject: String,
    /// The grade: of the year, or of the term that was asked for; null while a term's is missing.
    pub grade: Option<String>,
    /// Every term the subject is graded in.
    pub terms: Vec<GradeOfTerm>,
}

/// The grade of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeOfTerm {
    /// Term.
    pub term: u8,
    /// Its grade; null where there is none.
    pub grade: Option<String>,
}

impl SubjectGrade {
    /// The grade over terms: their mean, rounded half up; none while one of them is missing.
    pub fn over(subject: &str, terms: BTreeMap<u8, Option<String>>) -> Self {
        let number = |grade: &Option<String>| grade.as_ref()?.parse::<u8>().ok();
        let numbers: Option<Vec<u8>> = terms.values().map(number).collect();
        // One term's grade is the grade, whatever it is written like.
        let grade = match terms.len() {
            1 => terms.values().next().cloned().flatten(),
            _ => numbers
                .and_then(|numbers| year_mean(&numbers))
                .map(|mean| mean.to_string()),
        };
        Self {
            subject: subject.to_owned(),
            grade,
            terms: terms
                .into_iter()
                .map(|(term, grade)| GradeOfTerm { term, grade })
                .collect(),
        }
    }
}

/// What the grades of a pupil come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResitOf {
    /// Candidate code.
    pub candidate: String,
    /// What the grades come to as far as they are known.
    pub outcome: ResitOutcome,
    /// Subjects with an unsatisfactory grade.
    pub unsatisfactory: Vec<SubjectGrade>,
    /// Subjects whose grade is not known yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<SubjectGrade>,
    /// The rule that too many subjects break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// What the grades of one pupil come to under a rule.
pub fn resit(rule: &ResitRule, candidate: &str, grades: Vec<SubjectGrade>) -> ResitOf {
    let poor = |grade: &SubjectGrade| {
        let grade = grade.grade.as_ref();
        grade.is_some_and(|grade| rule.unsatisfactory.contains(grade))
    };
    let (unsatisfactory, others): (Vec<_>, Vec<_>) = grades.into_iter().partition(poor);
    let waiting = others.into_iter().filter(|grade| grade.grade.is_none());
    let outcome = match unsatisfactory.len() {
        0 => ResitOutcome::Satisfactory,
        n if n <= rule.most_subjects as usize => ResitOutcome::Resit,
        _ => ResitOutcome::TooMany,
    };
    let broken = (outcome == ResitOutcome::TooMany)
        .then(|| too_many(rule, candidate, &unsatisfactory, "/candidate"));
    ResitOf {
        candidate: candidate.to_owned(),
        outcome,
        waiting: waiting.collect(),
        findings: broken.into_iter().collect(),
        unsatisfactory,
    }
}

/// The rule message: unsatisfactory in more subjects than an assessment can make up for.
fn too_many(
    rule: &ResitRule,
    candidate: &str,
    subjects: &[SubjectGrade],
    pointer: &str,
) -> Finding {
    let finding = match rule.severity {
        Strictness::Error => Finding::error("resit_too_many_subjects", pointer),
        Strictness::Warning => Finding::warning("resit_too_many_subjects", pointer),
    };
    let names: Vec<&str> = subjects.iter().map(|s| s.subject.as_str()).collect();
    finding
        .with("candidate", candidate)
        .with("count", subjects.len())
        .with("most", rule.most_subjects)
        .with("subjects", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rule() -> ResitRule {
        let rule = json!({"kinds": ["SAY"], "unsatisfactory": ["2"], "most_subjects": 2, "severity": "error"});
        serde_json::from_value(rule).unwrap()
    }

    fn grade(subject: &str, terms: [Option<&str>; 4]) -> SubjectGrade {
        let terms = (1..).zip(terms.map(|grade| grade.map(str::to_owned)));
        SubjectGrade::over(subject, terms.collect())
    }

    fn year(subject: &str, of_year: &str) -> SubjectGrade {
        grade(subject, [Some(of_year); 4])
    }

    #[test]
    fn the_year_grade_is_the_mean_of_its_terms_and_waits_for_a_missing_one() {
        let of = |terms| grade("a", terms).grade;
        assert_eq!(
            of([Some("2"), Some("3"), Some("2"), Some("3")]),
            Some("3".into())
        );
        assert_eq!(
            of([Some("2"), Some("3"), Some("2"), Some("2")]),
            Some("2".into())
        );
        assert_eq!(of([Some("2"), None, Some("2"), Some("2")]), None);
        let one = SubjectGrade::over("a", [(3, Some("2".to_owned()))].into());
        assert_eq!(one.grade.as_deref(), Some("2"));
    }

    #[test]
    fn one_or_two_subjects_are_sat_again_and_three_are_too_many() {
        let of = |poor: usize| {
            let grades = ["a", "b", "c", "d"].iter().enumerate();
            let grades = grades.map(|(n, s)| year(s, if n < poor { "2" } else { "4" }));
            resit(&rule(), "p", grades.collect())
        };
        assert_eq!(of(0).outcome, ResitOutcome::Satisfactory);
        assert_eq!(of(2).outcome, ResitOutcome::Resit);
        assert!(of(2).findings.is_empty());
        let three = of(3);
        assert_eq!(three.outcome, ResitOutcome::TooMany);
        assert_eq!(three.findings[0].code, "resit_too_many_subjects");
        assert!(three.findings[0].is_error());
    }

    #[test]
    fn a_grade_that_is_missing_is_no_two() {
        let unknown = grade("a", [Some("2"), Some("2"), Some("2"), None]);
        let found = resit(&rule(), "p", vec![unknown, year("b", "5")]);
        assert_eq!(found.outcome, ResitOutcome::Satisfactory);
        assert_eq!(found.waiting.len(), 1);
    }
}
