//! Words, as lists of words know them.
//!
//! A list holds words (`кроме`), beginnings (`неправильн*`), endings behind at least two letters
//! (`*майды`) and phrases of several words, each of which may end in `*` (`нет правильн*`).

/// The words of a text in lower case; an apostrophe inside belongs to its word, a hyphen parts two.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    text.split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|word| word.trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The sentences of a text that ask: those that end with `?`, else the last one.
pub fn questions(text: &str) -> Vec<&str> {
    let sentences: Vec<&str> = text
        .split_inclusive(['.', '!', '?', '…'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().any(char::is_alphabetic))
        .collect();
    let asking: Vec<&str> = sentences
        .iter()
        .copied()
        .filter(|sentence| sentence.ends_with('?'))
        .collect();
    match asking.is_empty() {
        true => sentences.last().copied().into_iter().collect(),
        false => asking,
    }
}

/// Where an entry of a list begins among the words, and how many words it takes.
pub fn position_of(entry: &str, words: &[String]) -> Option<(usize, usize)> {
    let wanted: Vec<&str> = entry.split_whitespace().collect();
    if wanted.is_empty() {
        return None;
    }
    words
        .windows(wanted.len())
        .position(|run| {
            run.iter()
                .zip(&wanted)
                .all(|(word, entry)| fits(entry, word))
        })
        .map(|at| (at, wanted.len()))
}

/// The first words of a text that an entry of a list fits, as they are written there.
pub fn first_listed(list: &[String], words: &[String]) -> Option<String> {
    let found = list.iter().filter_map(|entry| position_of(entry, words));
    let (at, length) = found.min()?;
    Some(words[at..at + length].join(" "))
}

/// The words without those that entries of a list fit.
pub fn without(list: &[String], mut words: Vec<String>) -> Vec<String> {
    for entry in list {
        while let Some((at, length)) = position_of(entry, &words) {
            words.drain(at..at + length);
        }
    }
    words
}

/// True when a one-word entry fits a word.
fn fits(entry: &str, word: &str) -> bool {
    match (entry.strip_prefix('*'), entry.strip_suffix('*')) {
        (Some(ending), _) => word
            .strip_suffix(ending)
            .is_some_and(|rest| rest.chars().count() >= 2),
        (None, Some(beginning)) => word.starts_with(beginning),
        (None, None) => word == entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[&str]) -> Vec<String> {
        entries.iter().map(|e| (*e).to_owned()).collect()
    }

    #[test]
    fn words_are_found_whole_by_beginning_by_ending_and_as_phrases() {
        for (entry, text, expected) in [
            ("кроме", "Все, кроме одного", Some((1, 1))),
            ("кроме", "Кромешная тьма", None),
            ("неправильн*", "Найдите неправильное слово", Some((1, 1))),
            ("*майды", "Қайсысы болмайды?", Some((1, 1))),
            ("*майды", "Майды алды", None),
            (
                "нет правильн* ответа",
                "Здесь нет правильного ответа",
                Some((1, 3)),
            ),
            ("*n't", "It isn’t so", Some((1, 1))),
            ("", "text", None),
        ] {
            assert_eq!(
                position_of(entry, &words(text)),
                expected,
                "{entry} / {text}"
            );
        }
    }

    #[test]
    fn the_first_listed_word_of_the_text_is_told_as_it_stands() {
        let found = first_listed(&list(&["never", "alway*"]), &words("It always, never was"));
        assert_eq!(found.as_deref(), Some("always"));
    }

    #[test]
    fn words_that_a_list_takes_out_are_gone_every_time() {
        let left = without(&list(&["не только"]), words("не только не так, не только"));
        assert_eq!(left, ["не", "так"]);
    }

    #[test]
    fn the_question_is_what_asks_or_the_last_sentence() {
        assert_eq!(
            questions("Он не пришёл. Кто это? Ответ дайте."),
            ["Кто это?"]
        );
        assert_eq!(questions("Дано число. Найдите его"), ["Найдите его"]);
        assert!(questions(" … ").is_empty());
    }
}
