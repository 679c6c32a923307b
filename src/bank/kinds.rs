//! The closed lists of the bank. Each value has one spelling everywhere: JSON, YAML, rows, CSV.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// Task types (`domain.md` of the field: MCQ = one key, MULTI = several keys …).
    ItemType {
        /// Multiple choice, one key.
        Mcq = "MCQ",
        /// Multiple choice, one or more keys.
        Multi = "MULTI",
        /// True or false.
        Tf = "TF",
        /// Matching left elements with right ones.
        Match = "MATCH",
        /// Putting elements in order.
        Order = "ORDER",
        /// Short answer: text alternatives or a number with tolerance and unit.
        Sa = "SA",
        /// Extended answer, marked by a person.
        Ea = "EA",
        /// Speaking, marked by a person.
        Speak = "SPEAK",
        /// Practical work, marked by a person.
        Practical = "PRACTICAL",
        /// Questionnaire question: no test points, may carry coded values for a scale.
        Question = "QUESTION",
    }
}

impl ItemType {
    /// True for the types a key can score without a person.
    pub const fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Mcq | Self::Multi | Self::Tf | Self::Match | Self::Order | Self::Sa
        )
    }

    /// True for the types that list options to choose from or to arrange.
    pub const fn has_options(self) -> bool {
        matches!(
            self,
            Self::Mcq | Self::Multi | Self::Tf | Self::Match | Self::Order | Self::Question
        )
    }
}

text_enum! {
    /// What a task is for.
    Purpose {
        /// Counts towards a grade.
        Summative = "summative",
        /// Feedback only.
        Formative = "formative",
        /// Either.
        Both = "both",
    }
}

text_enum! {
    /// Thinking level: knowledge and understanding, application, higher-order skills.
    Thinking {
        /// Knowledge and understanding.
        Ku = "KU",
        /// Application.
        Ap = "AP",
        /// Higher-order skills.
        Ho = "HO",
    }
}

text_enum! {
    /// The author's difficulty level; distinct from the empirical p and b.
    Difficulty {
        /// Basic.
        A = "A",
        /// Advanced.
        B = "B",
        /// High.
        C = "C",
    }
}

text_enum! {
    /// Who may see an item at all.
    Access {
        /// Published collections.
        Open = "open",
        /// The organisation's staff.
        Restricted = "restricted",
        /// Only those with the grant; its very existence is hidden from everyone else.
        Secure = "secure",
    }
}

/// Language of content (a *variant*), never of the interface: a lower-case ISO 639 code (`kk`, `ru`, `en`).
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^[a-z]{2,3}$"))]
pub struct Language(String);

impl Language {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        let fits = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        if fits {
            Ok(Self(code))
        } else {
            Err(format!(
                "'{code}' is not a two- or three-letter language code"
            ))
        }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl FromStr for Language {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::try_from(text.to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_enum! {
    /// What carries a stimulus.
    StimulusKind {
        /// A text.
        Text = "text",
        /// A recording.
        Audio = "audio",
        /// A picture or a series of pictures.
        Image = "image",
        /// A table.
        Table = "table",
        /// A film.
        Video = "video",
    }
}

text_enum! {
    /// How the points of a part are given.
    SchemeKind {
        /// By the key, under a named partial-credit rule.
        Key = "key",
        /// Descriptor by descriptor.
        Analytic = "analytic",
        /// One band of a rubric.
        Banded = "banded",
    }
}

text_enum! {
    /// Named partial-credit rules; worked examples stand with `scoring::rules`.
    PartialRule {
        /// Full points for the exact key, else none.
        AllOrNothing = "all_or_nothing",
        /// One share per correct option less one per wrong one, never below zero.
        PerCorrectMinusWrong = "per_correct_minus_wrong",
        /// One share per correct option; nothing when more than `max_chosen` are chosen.
        PerCorrectNoPenalty = "per_correct_no_penalty",
        /// One share per correct pair.
        PerPair = "per_pair",
        /// One share per element in its right place.
        PerPosition = "per_position",
        /// Share of the longest run in right order.
        LongestCorrectRun = "longest_correct_run",
    }
}
