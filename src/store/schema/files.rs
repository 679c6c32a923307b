//! Pictures, sounds and stored tests of answers.
