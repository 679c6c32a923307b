//! The rules by their codes: what a policy can name and a finding can carry.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Purpose;
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// What a task is used for; rules are stricter the more hangs on it.
    TaskUse {
        /// Feedback only.
        Formative = "formative",
        /// Counts towards a grade.
        Summative = "summative",
        /// Admission and external tests.
        Admission = "admission",
    }
}

impl TaskUse {
    /// The use that an item's own purpose names; admission is named by whoever asks for the task.
    pub fn of(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Formative => Self::Formative,
            Purpose::Summative | Purpose::Both => Self::Summative,
        }
    }
}

text_enum! {
    /// What a finding of a rule is worth.
    RuleSeverity {
        /// It refuses.
        Error = "error",
        /// It remarks.
        Warning = "warning",
        /// It is not told.
        Off = "off",
    }
}

text_enum! {
    /// Every rule, by the code of its finding.
    QualityRule {
        /// A closed task asks for one objective.
        ObjectivesSeveral = "objectives_several",
        /// Of several objectives each is shown by a descriptor.
        ObjectiveWithoutDescriptor = "objective_without_descriptor",
        /// Every criterion sums up an objective of the task.
        CriterionWithoutObjective = "criterion_without_objective",
        /// Every criterion is shown by a descriptor.
        CriterionWithoutDescriptor = "criterion_without_descriptor",
        /// Every descriptor belongs to a criterion of the task.
        DescriptorWithoutCriterion = "descriptor_without_criterion",
        /// A descriptor names what can be seen.
        DescriptorNotObservable = "descriptor_not_observable",
        /// The working time is planned.
        MinutesMissing = "minutes_missing",
        /// The working time suits the points.
        MinutesPerPointUnusual = "minutes_per_point_unusual",
        /// A stem asks positively.
        NegativeStem = "negative_stem",
        /// A stem is short enough to be read.
        StemTooLong = "stem_too_long",
        /// No option means all or none of the others.
        OptionAllOrNone = "option_all_or_none",
        /// Options are of similar length.
        OptionsDifferInLength = "options_differ_in_length",
        /// The key is not by far the longest option.
        KeyIsLongestOption = "key_is_longest_option",
        /// Options are all numbers, all numbers with a unit, or all words.
        OptionsOfDifferentKinds = "options_of_different_kinds",
        /// All options or none end with a full stop.
        OptionsEndDifferently = "options_end_differently",
        /// All options or none begin with a capital letter.
        OptionsBeginDifferently = "options_begin_differently",
        /// What all options begin with stands in the stem.
        OptionsShareBeginning = "options_share_beginning",
        /// No option is part of another one.
        OptionContainsAnother = "option_contains_another",
        /// Options that are numbers stand in order.
        NumericOptionsUnordered = "numeric_options_unordered",
        /// No option and no statement says always or never.
        AbsoluteWord = "absolute_word",
        /// The key alone does not repeat a word of the stem.
        KeyEchoesStem = "key_echoes_stem",
        /// Every distractor names the error it comes from.
        DistractorWithoutRationale = "distractor_without_rationale",
        /// In a set, keys stand in every position about as often.
        KeyPositionsUnbalanced = "key_positions_unbalanced",
        /// In a set, keys do not stand in one position many times running.
        KeyPositionRun = "key_position_run",
        /// In a set, no stem gives the key of another task.
        KeyGivenByAnother = "key_given_by_another",
        /// A translation says what its source says.
        VariantTextMissing = "variant_text_missing",
        /// A translation says nothing its source does not say.
        VariantTextExtra = "variant_text_extra",
        /// Numerals are the same in every language.
        VariantNumeralsDiffer = "variant_numerals_differ",
        /// Decimals are written as the language writes them.
        VariantDecimalMark = "variant_decimal_mark",
        /// Units are the same in every language.
        VariantUnitsDiffer = "variant_units_differ",
        /// Formulas are the same in every language.
        VariantFormulasDiffer = "variant_formulas_differ",
        /// Options stand in the same order in every language.
        VariantOptionsReordered = "variant_options_reordered",
        /// Pictures and recordings are the same in every language.
        VariantMediaDiffer = "variant_media_differ",
        /// Accepted answers are the same in every language.
        VariantAcceptedDiffer = "variant_accepted_differ",
        /// No letter of another alphabet stands inside a word.
        LookAlikeLetters = "look_alike_letters",
        /// A text is written in the script of its language.
        VariantScript = "variant_script",
        /// A text has no letters that only another language has.
        VariantForeignLetters = "variant_foreign_letters",
        /// A long text has letters that its language alone has.
        VariantLanguageDoubtful = "variant_language_doubtful",
        /// A translation is not the source once more.
        VariantUntranslated = "variant_untranslated",
        /// Items that are joined as translations have the same parts.
        VariantPartsDiffer = "variant_parts_differ",
        /// … the same number and order of options.
        VariantOptionsDiffer = "variant_options_differ",
        /// … the same key.
        VariantKeyDiffers = "variant_key_differs",
        /// … the same points.
        VariantPointsDiffer = "variant_points_differ",
        /// … the same descriptors and bands with their points.
        VariantDescriptorsDiffer = "variant_descriptors_differ",
        /// The task is not another one nearly word for word.
        SimilarItem = "similar_item",
        /// The task is so near another one that both do not belong into one form.
        EnemiesSuggested = "enemies_suggested",
        /// The task differs from another one only in its numbers.
        FamilySuggested = "family_suggested",
        /// An external service found the text elsewhere.
        ExternalSimilarity = "external_similarity",
        /// An external service found much of it elsewhere.
        ExternalSimilarityNear = "external_similarity_near",
    }
}

impl QualityRule {
    /// What the rule found; the policy decides what it is worth.
    pub(crate) fn found(self, pointer: impl Into<String>) -> Finding {
        Finding::warning(self.as_str(), pointer)
    }
}
