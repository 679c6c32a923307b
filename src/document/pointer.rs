//! JSON pointers (RFC 6901).

/// `pointer` one step longer: `child("/a", "b/c")` is `/a/b~1c`.
pub fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The steps of a pointer, unescaped; the empty pointer has none.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_with_slash_and_tilde_survives() {
        let pointer = child(&child("", "a/b~c"), "~1");
        assert_eq!(pointer, "/a~1b~0c/~01");
        assert_eq!(steps(&pointer).collect::<Vec<_>>(), ["a/b~c", "~1"]);
    }

    #[test]
    fn the_whole_document_has_no_steps() {
        assert_eq!(steps("").count(), 0);
    }
}
