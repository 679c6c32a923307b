//! Names of columns and keys that mean something to assembly.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;
use crate::specification::attribute_names::{OF_ITEMS, is_parameter};

text_enum! {
    /// What assembly knows of an item, one name for each value.
    Field {
        /// Human code of the item; the one field every row needs.
        Code = "code",
        /// Version number.
        Version = "version",
        /// Task type.
        ItemType = "item_type",
        /// Subject code.
        Subject = "subject",
        /// One grade: lowest and highest.
        Grade = "grade",
        /// Lowest grade.
        GradeMin = "grade_min",
        /// Highest grade.
        GradeMax = "grade_max",
        /// Term.
        Term = "term",
        /// Unit code.
        Unit = "unit",
        /// Objective codes (a list).
        Objectives = "objectives",
        /// Thinking level.
        Thinking = "thinking",
        /// Difficulty level.
        Difficulty = "difficulty",
        /// Functional-literacy domain.
        Literacy = "literacy",
        /// Functional-literacy context.
        LiteracyContext = "literacy_context",
        /// Language skill.
        Skill = "skill",
        /// Language objectives (a list).
        LanguageObjectives = "language_objectives",
        /// Lessons (a list).
        Lessons = "lessons",
        /// Whether the key alone scores it.
        AutoScored = "auto_scored",
        /// Greatest sum of coded values of a questionnaire item.
        CodedMax = "coded_max",
        /// Points.
        Points = "points",
        /// Planned minutes.
        Minutes = "minutes",
        /// Number of options.
        OptionCount = "option_count",
        /// Number of keyed options.
        CorrectCount = "correct_count",
        /// Place of the key, from 1.
        KeyPosition = "key_position",
        /// Kind of the mark scheme.
        SchemeKind = "scheme_kind",
        /// Partial-credit rules (a list).
        Rules = "rules",
        /// Different points of the descriptors (a list).
        DescriptorPoints = "descriptor_points",
        /// Code of the stimulus.
        Stimulus = "stimulus",
        /// What carries the stimulus.
        StimulusKind = "stimulus_kind",
        /// Words of the stimulus, in every language.
        StimulusWords = "stimulus_words",
        /// Length of a recording in seconds.
        StimulusSeconds = "stimulus_seconds",
        /// How often a recording may be played.
        StimulusPlays = "stimulus_plays",
        /// Clone family.
        Family = "family",
        /// Enemy groups, or codes of enemies (a list).
        Enemies = "enemies",
        /// Phase of the version.
        Phase = "phase",
        /// Access class.
        Access = "access",
        /// Summative, formative or both.
        Purpose = "purpose",
        /// Languages it exists in (a list).
        Languages = "languages",
        /// Share of right answers.
        P = "p",
        /// Candidates behind it.
        PN = "p_n",
        /// Different administrations with statistics.
        Rounds = "rounds",
        /// Candidates of the largest of them.
        N = "n",
        /// Forms it stands in already.
        Uses = "uses",
        /// Candidates who have met it.
        Exposed = "exposed",
        /// Model of the parameters a, b, c, d, b1, b2 ….
        Model = "model",
        /// Their scale.
        Scale = "scale",
        /// Candidates behind them.
        ParametersN = "parameters_n",
    }
}

/// Other names of fields that tables often have. The name of the field itself wins.
const ALIASES: &[(&str, Field)] = &[
    ("id", Field::Code),
    ("item", Field::Code),
    ("item_id", Field::Code),
    ("item_code", Field::Code),
    ("type", Field::ItemType),
    ("objective", Field::Objectives),
    ("language", Field::Languages),
    ("stimulus_id", Field::Stimulus),
    ("passage", Field::Stimulus),
    ("passage_id", Field::Stimulus),
    ("enemy", Field::Enemies),
    ("options", Field::OptionCount),
];

impl Field {
    /// The field of a name, written as tables write names.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = plain(name);
        name.parse().ok().or_else(|| Self::of_alias(&name))
    }

    /// True for the fields that are said of the stimulus: all of its items say the same.
    pub(super) fn is_of_stimulus(self) -> bool {
        matches!(
            self,
            Self::Stimulus
                | Self::StimulusKind
                | Self::StimulusWords
                | Self::StimulusSeconds
                | Self::StimulusPlays
        )
    }

    /// The field that a name stands for besides the field's own.
    pub fn of_alias(name: &str) -> Option<Self> {
        let name = plain(name);
        let known = ALIASES.iter().find(|(alias, _)| *alias == name);
        known.map(|(_, field)| *field)
    }
}

/// Lower case, one `_` for whatever separates words.
pub(super) fn plain(name: &str) -> String {
    let words = name
        .trim()
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.'));
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}

/// The name of a parameter of a response model: `a`, `b`, `c`, `d`, `b1`, `b2` ….
pub(super) fn parameter_of(name: &str) -> Option<String> {
    let name = plain(name);
    is_parameter(&name).then_some(name)
}

/// The name under which rules speak of a column: letters, digits, `.` and `_`, as it was written otherwise.
pub(super) fn attribute_name(name: &str) -> String {
    let fits = |c: char| {
        if c.is_alphanumeric() || c == '.' {
            c
        } else {
            '_'
        }
    };
    name.trim().chars().map(fits).collect()
}

/// What the names of a stimulus's own attributes begin with; a point will do for the `_`.
pub(super) const OF_STIMULUS: &str = "stimulus_";

/// Longest name of an attribute, in characters.
const LONGEST_NAME: usize = 80;

/// True for a name under which rules speak of something else.
pub(super) fn is_taken(attribute: &str) -> bool {
    let known = OF_ITEMS.iter().any(|(known, _)| *known == attribute);
    known || attribute.is_empty() || attribute.chars().count() > LONGEST_NAME
}
