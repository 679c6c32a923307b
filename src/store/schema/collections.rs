//! Collections for schools and questionnaires.
