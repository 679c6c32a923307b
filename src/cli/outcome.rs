//! How a command ends: exit codes and messages.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::language::finding::Finding;
use crate::language::{Locale, sentence};
use crate::service::Refusal;

/// Why a command failed. The numbers are part of the interface (README).
#[derive(Debug)]
pub enum Failure {
    /// 1: the input is wrong; the findings were printed.
    Refused(Vec<Finding>),
    /// 1: the input is wrong, said in one line.
    Wrong(String),
    /// 2: the command line is wrong.
    Usage(String),
    /// 3: settings are wrong; every one.
    Configuration(Vec<String>),
    /// 4: the database or the store of media cannot be used.
    Database(String),
    /// 5: a fault of ours or of the machine.
    Internal(String),
    /// 1: a file is wrong, with the places in it.
    InFile(PathBuf, Vec<Finding>),
    /// 6: there are no such forms, or none was found within the limits.
    NoForms(Vec<Finding>),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::Wrong(_) | Self::InFile(..) => 1,
            Self::Usage(_) => 2,
            Self::Configuration(_) => 3,
            Self::Database(_) => 4,
            Self::Internal(_) => 5,
            Self::NoForms(_) => 6,
        }
    }

    /// The same code with nothing left to say: it was said already.
    #[must_use]
    pub fn without_findings(self) -> Self {
        match self {
            Self::NoForms(_) => Self::NoForms(Vec::new()),
            Self::Refused(_) | Self::InFile(..) => Self::Refused(Vec::new()),
            other => other,
        }
    }

    /// Tells standard error and gives the exit code.
    pub fn report(self) -> ExitCode {
        let lines: Vec<String> = match &self {
            Self::Refused(findings) | Self::NoForms(findings) => {
                findings.iter().map(line_of).collect()
            }
            Self::InFile(path, findings) => {
                let path = path.display();
                let told = |finding| line_in(&path.to_string(), finding);
                findings.iter().map(told).collect()
            }
            Self::Configuration(faults) => faults.iter().map(|f| format!("error: {f}")).collect(),
            Self::Wrong(m) | Self::Usage(m) | Self::Database(m) | Self::Internal(m) => {
                vec![format!("error: {m}")]
            }
        };
        for line in lines {
            eprintln!("{line}");
        }
        ExitCode::from(self.code())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(findings)
            | Refusal::Infeasible(findings)
            | Refusal::Explained { findings, .. }
            | Refusal::Conflict(findings) => Self::Refused(findings),
            Refusal::Malformed(finding) => Self::Refused(vec![finding]),
            Refusal::Unavailable(why) => Self::Database(why),
            away @ Refusal::MediaAway(_) => Self::Database(away.to_string()),
            Refusal::Internal(why) => Self::Internal(why),
            other => Self::Wrong(other.to_string()),
        }
    }
}

/// The same behind the name of its file, as compilers and editors write it.
pub fn line_in(path: &str, finding: &Finding) -> String {
    let space = if finding.place.is_some() { "" } else { " " };
    format!("{path}:{space}{}", line_of(finding))
}

/// `line:column: error at /pointer: sentence (code)`.
pub fn line_of(finding: &Finding) -> String {
    let place = finding
        .place
        .map(|p| format!("{}:{}: ", p.line, p.column))
        .unwrap_or_default();
    let word = if finding.is_error() {
        "error"
    } else {
        "warning"
    };
    let at = if finding.pointer.is_empty() {
        String::new()
    } else {
        format!(" at {}", finding.pointer)
    };
    format!(
        "{place}{word}{at}: {} [{}]",
        sentence(locale(), finding),
        finding.code
    )
}

/// Language of the terminal: `LC_ALL`, `LC_MESSAGES`, `LANG`; English when none is known.
pub fn locale() -> Locale {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
    named
        .and_then(|v| v.get(..2).and_then(|code| code.parse().ok()))
        .unwrap_or(Locale::En)
}

/// Writes to standard output; a closed pipe is no error.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    let _ = write!(out, "{text}{newline}");
}
