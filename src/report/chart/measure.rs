//! How wide a text is, at most: by classes of letters, in the widest of the usual screen fonts.

/// Width of a text in units of its size. Letters that are not known count as the widest.
fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'І' | 'і' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.34,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '[' | ']' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | 'ж' | 'ш' | 'щ' | 'ю' | 'ы' | 'ф' | 'м' | '%' | '@' => 1.0,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ы' | 'Ф' => 1.12,
        '0'..='9' | 'a'..='z' | '–' | '−' => 0.65,
        'A'..='Z' => 0.8,
        'а'..='я' | 'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' => 0.68,
        'А'..='Я' | 'Ё' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' => 0.84,
        _ => 1.12,
    }
}

/// Width of a text of a size, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    ems(text) * size
}

/// The widest of several texts.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, size: f64) -> f64 {
    texts.map(|text| width(text, size)).fold(0.0, f64::max)
}

/// A text in lines of at most so many pixels, broken between words; a word that is longer is broken within.
pub(super) fn lines(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        for piece in pieces(word, size, most) {
            let longer = match line.is_empty() {
                true => piece.clone(),
                false => format!("{line} {piece}"),
            };
            if width(&longer, size) <= most || line.is_empty() {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word, or what of it goes into each line.
fn pieces(word: &str, size: f64, most: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in word.chars() {
        if !piece.is_empty() && width(&piece, size) + em(letter) * size > most {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    pieces.push(piece);
    pieces
}

/// A text on one line: as it is, or cut with an ellipsis; nothing where not even that fits.
pub(super) fn shortened(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept, size) + (em(letter) + em('…')) * size > most {
            break;
        }
        kept.push(letter);
    }
    match kept.trim_end() {
        "" => String::new(),
        kept => format!("{kept}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_onto_lines_that_fit_and_none_is_lost() {
        let text = "Қазақ тілі мен әдебиеті (Т2) Достопримечательностями";
        let found = lines(text, 10.0, 120.0);
        assert!(
            found.len() > 2 && found.iter().all(|line| width(line, 10.0) <= 120.0),
            "{found:?}"
        );
        assert_eq!(found.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(lines("  ", 10.0, 50.0), Vec::<String>::new());
    }

    #[test]
    fn a_text_is_cut_where_it_does_not_fit() {
        assert_eq!(shortened("орта", 10.0, 60.0), "орта");
        let cut = shortened("жоғары деңгей", 10.0, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 60.0, "{cut}");
        assert_eq!(shortened("жоғары", 10.0, 8.0), "");
    }
}
