//! The tags of some HTML, where they stand: to say what was taken out. It decides nothing; what is safe
//! decides the parser behind [`super::clean()`].

/// A tag or a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Name in lower case; empty for a comment.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) closing: bool,
    /// First byte and the byte after the last.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Every tag of a text.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|n| n + at) {
        let rest = &html[open..];
        if rest.starts_with("<!--") || rest.starts_with("<!") || rest.starts_with("<?") {
            let (mark, skip) = match rest.starts_with("<!--") {
                true => ("-->", 4),
                false => (">", 2),
            };
            let end = rest[skip..]
                .find(mark)
                .map_or(html.len(), |n| open + skip + n + mark.len());
            found.push(Tag {
                name: String::new(),
                attributes: Vec::new(),
                closing: false,
                start: open,
                end,
            });
            at = end;
            continue;
        }
        match tag(html, open) {
            Some(tag) => {
                at = tag.end;
                if RAW.contains(&tag.name.as_str()) && !tag.closing {
                    let close = format!("</{}", tag.name);
                    let lower = html[at..].to_ascii_lowercase();
                    at = lower.find(&close).map_or(html.len(), |n| at + n);
                }
                found.push(tag);
            }
            None => at = open + 1,
        }
    }
    found
}

fn tag(html: &str, start: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    let closing = bytes.get(at) == Some(&b'/');
    at += usize::from(closing);
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    let name_end = html[at..]
        .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
        .map_or(html.len(), |n| at + n);
    let name = html[at..name_end].to_ascii_lowercase();
    at = name_end;
    let mut attributes = Vec::new();
    loop {
        at += html[at..]
            .find(|c: char| !c.is_ascii_whitespace() && c != '/')
            .unwrap_or(html.len() - at);
        match bytes.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(_) => {
                let (name, value, end) = attribute(html, at);
                attributes.push((name, value));
                at = end.max(at + 1);
            }
        }
    }
    Some(Tag {
        name,
        attributes,
        closing,
        start,
        end: at.min(html.len()),
    })
}

/// Name, value and where the next begins.
fn attribute(html: &str, at: usize) -> (String, String, usize) {
    // A first `=` belongs to the name.
    let first = html[at..].chars().next().map_or(1, char::len_utf8);
    let name_end = html[at + first..]
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
        .map_or(html.len(), |n| at + first + n);
    let name = html[at..name_end].to_ascii_lowercase();
    let rest = &html[name_end..];
    let spaces = rest.len() - rest.trim_start().len();
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return (name, String::new(), name_end);
    };
    let begin = name_end + spaces + 1 + (value.len() - value.trim_start().len());
    let value = value.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = value[1..].find(quote).map_or(value.len(), |n| n + 2);
            let inner = value[1..end].trim_end_matches(quote).to_owned();
            (name, inner, begin + end)
        }
        _ => {
            let end = value
                .find(|c: char| c.is_ascii_whitespace() || c == '>')
                .unwrap_or(value.len());
            (name, value[..end].to_owned(), begin + end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(html: &str) -> Vec<String> {
        tags(html)
            .iter()
            .map(|tag| {
                let attributes = tag.attributes.iter().map(|(n, v)| format!(" {n}={v}"));
                let slash = if tag.closing { "/" } else { "" };
                format!("{slash}{}{}", tag.name, attributes.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn tags_are_found_with_what_they_carry() {
        assert_eq!(
            said(r#"<P class=x>a<br/><IMG src="a>b" alt='c d' hidden></p> 1 < 2 <!-- <b> --><i"#),
            [
                "p class=x",
                "br",
                "img src=a>b alt=c d hidden=",
                "/p",
                "",
                "i"
            ]
        );
        assert_eq!(
            said("<script>if (a<b) '<p>'</script><u>"),
            ["script", "/script", "u"]
        );
        assert_eq!(said("қ < ғ <ә>"), Vec::<String>::new());
    }

    #[test]
    fn nothing_breaks_the_scan() {
        for text in [
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "</",
            "<a =x>",
            "<a/ >",
            "<!",
            "<!--",
            "<a b=\"қ",
        ] {
            assert!(tags(text).iter().all(|tag| tag.end <= text.len()), "{text}");
        }
    }
}
