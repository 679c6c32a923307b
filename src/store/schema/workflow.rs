//! Transitions of items, reviews of them and pilots.
