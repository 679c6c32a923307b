//! The program of a request as a file for any other solver: its comments say what each column stands for.
//!
//! Several forms are written as one program with all of them.

use std::fmt::Write as _;

use super::compile::{Scope, compile};
use super::eligible::Eligible;
use super::mps;
use super::prepare::Prepared;
use super::program::{Program, VariableId};
use super::request::Request;
use super::run::{Refusal, RefusalKind, label};

/// The program of a request as free MPS. Whether it has a solution is not asked here.
///
/// # Errors
/// `Invalid`, for a request that makes no sense.
pub fn program_of(request: &Request) -> Result<String, Refusal> {
    let (program, prepared) = prepared_program(request)?;
    let context = prepared.context(request);
    let document = &request.document;
    let mut text = format!(
        "* {} version {}, component {}, {} form(s), seed {}\n* candidates {}\n",
        document.id,
        document.version,
        request.component,
        context.forms(),
        request.options.seed,
        prepared.pool.snapshot_hash()
    );
    for (number, variable) in program.variables.iter().enumerate() {
        if let VariableId::Choose {
            candidate,
            row,
            form,
        } = variable.id
        {
            let item = &prepared.pool.candidates()[candidate];
            let _ = writeln!(
                text,
                "* x{number}.{} is item {} version {} in row {} of form {}",
                mps::column_name(variable.id),
                in_one_line(&item.code),
                item.version,
                in_one_line(&context.component.rows[row].id),
                label(form)
            );
        }
    }
    Ok(text + &mps::write(&program))
}

/// The program of a request, of all its forms together. Whether it has a solution is not asked here.
///
/// # Errors
/// As [`program_of`].
pub fn compiled(request: &Request) -> Result<Program, Refusal> {
    prepared_program(request).map(|(program, _)| program)
}

fn prepared_program(request: &Request) -> Result<(Program, Prepared), Refusal> {
    let prepared =
        Prepared::of(request).map_err(|findings| Refusal::of(RefusalKind::Invalid, findings))?;
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let scope = Scope {
        first_form: 0,
        forms: context.forms(),
        earlier: &[],
    };
    let program = compile(&context, &prepared.pool, &eligible, scope);
    Ok((program, prepared))
}

/// A comment ends with its line, whatever is in it.
fn in_one_line(name: &str) -> String {
    name.replace(['\n', '\r'], " ")
}
