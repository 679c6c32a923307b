//! The reasons that keep a candidate out of a row.

/// Why a candidate does not fit a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Misfit {
    /// Another subject.
    Subject,
    /// The grade is outside its range.
    Grade,
    /// Another unit.
    Unit,
    /// None of the objectives.
    Objectives,
    /// Another or no thinking level.
    Thinking,
    /// Another or no difficulty level.
    Level,
    /// Another or no literacy domain.
    Literacy,
    /// Another skill.
    Skill,
    /// Another task type.
    Type,
    /// Other points.
    Points,
    /// Another kind of mark scheme.
    MarkScheme,
    /// Another partial-credit rule.
    PartialRule,
    /// No stimulus, or one that breaks a rule.
    Stimulus,
    /// Another number of options.
    Options,
    /// A recording that may not be played as often.
    Plays,
    /// Too many keys.
    Keys,
    /// None of the language objectives.
    LanguageObjectives,
    /// Another or no literacy context.
    Context,
    /// Another term.
    Term,
    /// Another lesson.
    Lesson,
    /// No hint in a language.
    Hint,
    /// No worked solution in a language.
    Explanation,
    /// A person has to mark it.
    AutoScored,
    /// Other coded values.
    CodedValues,
    /// Missing in a language.
    Languages,
    /// Missing or stale in another language of the test.
    Equivalent,
    /// Too few pilot rounds.
    PilotRounds,
    /// Too few candidates behind its statistics.
    MinN,
    /// Used in one of the last terms.
    Used,
    /// Stands in as many forms as it may.
    MaxUses,
    /// Was met by as many candidates as may meet it.
    MaxExposure,
    /// Used too short a time ago.
    Fresh,
    /// Met by those the forms are for.
    Met,
    /// No parameters on the scale of the form's information.
    Parameters,
    /// Its phase may not be used.
    Phase,
    /// Its access class may not be used.
    Access,
    /// Meant for another purpose.
    Purpose,
    /// Blocked by the request.
    Blocked,
}

impl Misfit {
    /// The one spelling, as in findings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Grade => "grade",
            Self::Unit => "unit",
            Self::Objectives => "objectives",
            Self::Thinking => "thinking",
            Self::Level => "level",
            Self::Literacy => "literacy",
            Self::Skill => "skill",
            Self::Type => "types",
            Self::Points => "points",
            Self::MarkScheme => "mark_scheme",
            Self::PartialRule => "partial",
            Self::Stimulus => "stimulus",
            Self::Options => "options",
            Self::Plays => "plays",
            Self::Keys => "max_correct",
            Self::LanguageObjectives => "language_objectives",
            Self::Context => "context",
            Self::Term => "term",
            Self::Lesson => "lesson",
            Self::Hint => "hint",
            Self::Explanation => "explanation",
            Self::AutoScored => "auto_scored",
            Self::CodedValues => "coded_values",
            Self::Languages => "languages",
            Self::Equivalent => "languages_equivalent",
            Self::PilotRounds => "pilot_rounds",
            Self::MinN => "min_n",
            Self::Used => "exclude_used_terms",
            Self::MaxUses => "max_uses",
            Self::MaxExposure => "max_exposure",
            Self::Fresh => "min_days_between_uses",
            Self::Met => "met_by_cohort",
            Self::Parameters => "parameters",
            Self::Phase => "phase",
            Self::Access => "access",
            Self::Purpose => "purpose",
            Self::Blocked => "blocked",
        }
    }
}
