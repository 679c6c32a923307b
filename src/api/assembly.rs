//! Assembly runs.

use std::time::{Duration, Instant};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::service::assembly::{self, AssemblyRun, Coverage, CreateAssemblyRun, KeptManifest};
use crate::service::{Page, Refusal, RefusedRun};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "create_assembly_run",
            Method::Post,
            "/assembly-runs",
            "assembly",
            |r| r.to(create_assembly_run),
        )
        .summary("Assemble forms to a specification; what the bank lacks is named at once, and the run explains the rest")
        .needs(Permission::AssembleForms)
        .body::<CreateAssemblyRun>(json!({
            "specification_id": "0193f1e0-0000-7000-8000-000000000031", "forms": 2, "overlap": 0,
            "seed": 7, "blocked": ["MA6-0017"], "mode": {"kind": "forms"}
        }))
        .answers::<AssemblyRun>(202, queued())
        .also(
            201,
            "Done while waiting (`Prefer: wait=SECONDS`, at most 60)",
        )
        .refuses(409),
        Operation::new(
            "check_assembly",
            Method::Post,
            "/assembly-runs/check",
            "assembly",
            |r| r.to(check_assembly),
        )
        .summary("Count what each row needs and has, without assembling; what is missing is refused as an assembly would be")
        .needs(Permission::AssembleForms)
        .body::<CreateAssemblyRun>(json!({
            "specification_id": "0193f1e0-0000-7000-8000-000000000031", "forms": 2, "overlap": 0
        }))
        .answers::<Coverage>(200, json!({
            "specification_id": "0193f1e0-0000-7000-8000-000000000031", "specification_version": 1,
            "component": "test", "languages": ["kk", "ru"], "candidates": 46,
            "rows": [{
                "row": "B1", "need": 4, "have": 9, "in_review": 1, "in_other_phases": 2, "in_other_languages": 0
            }]
        }))
        .refuses(409),
        Operation::new(
            "list_assembly_runs",
            Method::Get,
            "/assembly-runs",
            "assembly",
            |r| r.to(list_assembly_runs),
        )
        .summary("Assembly runs, newest first")
        .needs(Permission::AssembleForms)
        .query::<Paging>()
        .answers::<Page<AssemblyRun>>(200, json!({"items": [queued()]})),
        Operation::new(
            "read_assembly_run",
            Method::Get,
            "/assembly-runs/{id}",
            "assembly",
            |r| r.to(read_assembly_run),
        )
        .summary("A run: its forms with every constraint recounted, or why there are none")
        .needs(Permission::AssembleForms)
        .answers::<AssemblyRun>(200, done()),
        Operation::new(
            "read_assembly_manifest",
            Method::Get,
            "/assembly-runs/{id}/manifest",
            "assembly",
            |r| r.to(read_assembly_manifest),
        )
        .summary("What a run rests on and its fingerprints, signed, to make it again with `synaq assemble --replay`")
        .needs(Permission::AssembleForms)
        .answers::<KeptManifest>(200, manifest()),
    ]
    .into_iter()
    .chain(super::assembly_modes::operations())
    .collect()
}

fn manifest() -> Value {
    json!({
        "schema": "synaq.manifest/v1",
        "specification": {
            "id": "sau-g6-mathematics-u1", "version": 1,
            "hash": "1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f9e8b"
        },
        "component": "test", "languages": ["kk", "ru"],
        "snapshot": {
            "hash": "5f3c1e0b6a7d4c2f9e8b1a0d3c5e7f90112233445566778899aabbccddeeff00", "candidates": 46
        },
        "options": {"forms": 2, "overlap_max": 0, "seed": 7, "phases": ["live"]},
        "limits": {"max_nodes": 200_000, "gap": 0.001, "wall_clock_guard_s": 60, "max_conflict_solves": 200},
        "generator": "ChaCha20, a stream for each form",
        "engines": {"synaq": "0.1.0", "solver": "HiGHS 1.12.0"},
        "forms": [{
            "label": "A", "items": 5,
            "fingerprint": "9e8b1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f"
        }],
        "status": "optimal", "method": "one_after_another", "objective": 0.01, "bound": 0.01, "gap": 0.0,
        "reproducible": true,
        "signature": {
            "algorithm": "ed25519", "key_id": "7f3a9c1d2e4b5a60",
            "public_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "value": "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        }
    })
}

fn queued() -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000041",
        "specification_id": "0193f1e0-0000-7000-8000-000000000031", "specification_version": 1,
        "component": "test", "mode": {"kind": "forms"}, "languages": ["kk", "ru"], "seed": 7, "state": "queued",
        "job_id": "0193f1e0-0000-7000-8000-000000000042",
        "snapshot_hash": "5f3c1e0b6a7d4c2f9e8b1a0d3c5e7f90112233445566778899aabbccddeeff00",
        "created_at": "2026-11-21T10:00:00Z"
    })
}

fn done() -> Value {
    let mut run = queued();
    run["state"] = json!("done");
    run["finished_at"] = json!("2026-11-21T10:00:01Z");
    run["result"] = json!({
        "forms": [{
            "id": "0193f1e0-0000-7000-8000-000000000043", "code": "sau-g6-math-u1-00000041-A", "label": "A",
            "fingerprint": "9e8b1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f",
            "positions": [{
                "position": 1, "row": "B1", "section": "A", "item": "MA6-0003", "version": 1, "points": 2
            }],
            "achieved": [{
                "kind": "row", "about": "B1", "min": 1, "max": 1, "achieved": 1, "unit": "items", "holds": true
            }],
            "mean_p": 0.61, "mean_p_items": 1
        }],
        "overlaps": [[1]], "overlap_achieved": [], "status": "optimal", "method": "one_after_another",
        "objective": 0.01, "bound": 0.01, "gap": 0.0, "nodes": 1,
        "solves": [{
            "forms": [0], "status": "optimal", "objective": 0.01, "bound": 0.01, "gap": 0.0, "nodes": 1,
            "columns": 40, "rows": 22
        }],
        "specification_hash": "1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f9e8b",
        "reproducible": true, "engines": {"synaq": "0.1.0", "solver": "HiGHS 1.12.0"}, "milliseconds": 84
    });
    run
}

/// Longest wait for a run, in seconds.
const LONGEST_WAIT: u64 = 60;
/// How often a waiting call looks.
const LOOK: Duration = Duration::from_millis(50);

async fn create_assembly_run(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateAssemblyRun = body.read(&context)?;
    let mut run = context
        .run_with_body(body.bytes(), move |s, call| {
            assembly::create_assembly_run(s, call, &input)
        })
        .await?;
    let wait = Duration::from_secs(context.wait_s.unwrap_or(0).min(LONGEST_WAIT));
    let asked = Instant::now();
    while !run.is_over() && asked.elapsed() < wait {
        tokio::time::sleep(LOOK).await;
        let id = run.id.clone();
        run = context
            .run(move |s, call| assembly::read_assembly_run(s, call, &id))
            .await?;
    }
    let location = format!("/api/v1/assembly-runs/{}", run.id);
    match run.state.as_str() {
        "queued" | "running" => Ok(Reply::accepted(&run, location).send(&context)),
        "done" => Ok(Reply::created(&run, location).send(&context)),
        _ => Err(context.problem(without_forms(run))),
    }
}

async fn check_assembly(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateAssemblyRun = body.read(&context)?;
    let coverage = context
        .run(move |s, call| assembly::check_assembly(s, call, &input))
        .await?;
    Ok(Reply::ok(&coverage).send(&context))
}

/// A run that ended without forms, as a refusal of the call that waited for it.
fn without_forms(run: AssemblyRun) -> Refusal {
    match run.state.as_str() {
        "cancelled" => Refusal::conflict(Finding::error("assembly_cancelled", "")),
        "infeasible" => match run.explanation {
            Some(explanation) => Refusal::Explained {
                findings: run.findings,
                explanation,
                run: Some(RefusedRun {
                    id: run.id,
                    explaining: run.explaining,
                }),
            },
            None => Refusal::Infeasible(run.findings),
        },
        _ if run.findings.is_empty() || run.broke_down() => {
            Refusal::Internal(format!("run {} failed", run.id))
        }
        _ => Refusal::Invalid(run.findings),
    }
}

async fn list_assembly_runs(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| assembly::list_assembly_runs(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_assembly_run(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let run = context
        .run(move |s, call| assembly::read_assembly_run(s, call, &id))
        .await?;
    Ok(Reply::ok(&run).send(&context))
}

async fn read_assembly_manifest(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let manifest = context
        .run(move |s, call| assembly::read_assembly_manifest(s, call, &id))
        .await?;
    Ok(Reply::ok(&manifest).send(&context))
}
