//! Plans of work, and what is told to other systems.
