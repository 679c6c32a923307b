//! What a language needs to say formulas. In templates `{a}`, `{b}`, `{c}` are what stands in the formula.

/// The words of one language.
pub(super) struct Words {
    /// Signs → words.
    pub(super) signs: &'static [(&'static str, &'static str)],
    /// Names of functions → words.
    pub(super) functions: &'static [(&'static str, &'static str)],
    /// Greek letters and other letters that need a name.
    pub(super) letters: &'static [(&'static str, &'static str)],
    /// A fraction of two plain numbers; `None` where it is said as any other.
    pub(super) small_fraction: fn(u32, u32) -> Option<String>,
    /// Degrees of an angle after this number, or after no number.
    pub(super) degrees: fn(Option<&str>) -> &'static str,
    pub(super) fraction: &'static str,
    /// Numerator and denominator are one thing each.
    pub(super) fraction_short: &'static str,
    pub(super) mixed: &'static str,
    pub(super) squared: &'static str,
    pub(super) cubed: &'static str,
    pub(super) power: &'static str,
    pub(super) power_short: &'static str,
    pub(super) index: &'static str,
    pub(super) root: &'static str,
    pub(super) root_short: &'static str,
    pub(super) cube_root: &'static str,
    pub(super) cube_root_short: &'static str,
    /// `{a}` is the degree.
    pub(super) any_root: &'static str,
    pub(super) any_root_short: &'static str,
    /// `{a}` is the base.
    pub(super) logarithm: &'static str,
    pub(super) limit: &'static str,
    /// `{a}` is the sign, `{b}` the lower and `{c}` the upper bound.
    pub(super) bounds: &'static str,
    pub(super) lower_bound: &'static str,
    /// `{a}` is the function, `{b}` what it is of.
    pub(super) applied: &'static str,
    pub(super) modulus: &'static str,
    pub(super) vector: &'static str,
    pub(super) overline: &'static str,
    pub(super) arc: &'static str,
    pub(super) hat: &'static str,
    /// `{a}` with `{b}` over or under it.
    pub(super) over: &'static str,
    pub(super) under: &'static str,
    pub(super) prime: &'static str,
    pub(super) second_prime: &'static str,
    /// Of `{a}` things `{b}` are taken.
    pub(super) combinations: &'static str,
    pub(super) arrangements: &'static str,
    pub(super) factorial: &'static str,
    /// `{a}` are the rows.
    pub(super) system: &'static str,
    pub(super) alternatives: &'static str,
    pub(super) matrix: &'static str,
    /// `{a}` is the number of the row, `{b}` what stands in it.
    pub(super) row: &'static str,
    pub(super) open_bracket: &'static str,
    pub(super) close_bracket: &'static str,
    pub(super) open_square: &'static str,
    pub(super) close_square: &'static str,
    pub(super) open_brace: &'static str,
    pub(super) close_brace: &'static str,
    /// A part that could not be read.
    pub(super) unknown: &'static str,
}

/// The template with its places filled.
pub(super) fn filled(template: &str, parts: &[&str]) -> String {
    let mut text = template.to_owned();
    for (name, part) in ["{a}", "{b}", "{c}"].iter().zip(parts) {
        text = text.replace(name, part);
    }
    text
}

/// The word of a table.
pub(super) fn found(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, word)| *word)
}
