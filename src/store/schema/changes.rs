//! Declared changes of approved items and approvals of their languages.
