//! Synaq: assessment item bank and test assembly service.

pub mod api;
pub mod app;
pub mod assembly;
pub mod bank;
pub mod cli;
pub mod curriculum;
pub mod document;
pub mod edge;
pub mod form;
pub mod identity;
pub mod language;
pub mod scoring;
pub mod service;
pub mod specification;
pub mod store;
pub mod web;
pub mod worker;
