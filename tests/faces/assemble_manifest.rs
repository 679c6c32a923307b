//! Manifests: what an assembly rests on, signed, and the same assembly made again from it.

use std::process::{Command, Output};

use serde_json::{Value, json};
use synaq::document::canonical;
use tempfile::TempDir;

use crate::assemble_files::{
    POOL, SPECIFICATION, assemble, assert_code, err, fingerprints, folder, from_files, out, put,
};
use crate::assembly::{assemble as assemble_by_api, unit_test};
use crate::harness::api::{SIGNING_KEY, Service, text};

/// A folder with pool, specification and the manifest of one run, unsigned.
fn with_manifest(more: &[&str]) -> TempDir {
    let folder = folder();
    let arguments = [&["--seed", "5", "--manifest", "run.json"], more].concat();
    assert_code(&from_files(&folder, &arguments), 0);
    folder
}

/// The same with a key that signs.
fn signed() -> TempDir {
    let folder = folder();
    key(&folder, "signing-key");
    let arguments = [
        "--seed",
        "5",
        "--manifest",
        "run.json",
        "--signing-key",
        "signing-key",
    ];
    assert_code(&from_files(&folder, &arguments), 0);
    folder
}

fn key(folder: &TempDir, name: &str) {
    use std::os::unix::fs::PermissionsExt;
    put(folder, name, SIGNING_KEY);
    let path = folder.path().join(name);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("a mode");
}

fn manifest(folder: &TempDir) -> Value {
    let text = std::fs::read_to_string(folder.path().join("run.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

fn change(folder: &TempDir, change: impl FnOnce(&mut Value)) {
    let mut changed = manifest(folder);
    change(&mut changed);
    put(folder, "run.json", changed.to_string());
}

fn replay(folder: &TempDir, more: &[&str]) -> Output {
    from_files(folder, &[&["--replay", "run.json"], more].concat())
}

/// What a replay tells programs: whether it is the same, and the fields that differ.
fn differences(output: &Output) -> (bool, Vec<String>) {
    let told = crate::assemble_files::json(output);
    let found = told["differences"].as_array().expect("differences");
    let fields = found.iter().map(|one| text(&one["field"]).to_owned());
    (told["same"] == true, fields.collect())
}

#[test]
fn a_replay_from_files_gives_the_same_fingerprints() {
    let folder = with_manifest(&["--forms", "2"]);
    let filed = manifest(&folder);
    assert_eq!(filed["options"]["seed"], 5);
    assert_eq!(filed["forms"].as_array().map(Vec::len), Some(2));
    assert!(filed.get("signature").is_none());
    let output = replay(&folder, &[]);
    assert_code(&output, 0);
    assert!(err(&output).is_empty(), "{}", err(&output));
    assert!(
        out(&output).starts_with("the manifest is not signed\nthe same: 2"),
        "{}",
        out(&output)
    );
    assert_eq!(
        differences(&replay(&folder, &["--json"])),
        (true, Vec::new())
    );
    let text = std::fs::read_to_string(folder.path().join("run.json")).expect("a manifest");
    assert_eq!(text, canonical(&filed) + "\n");
}

#[test]
fn a_signed_manifest_says_with_which_key_and_another_trusted_key_refuses_it() {
    let folder = signed();
    let public = text(&manifest(&folder)["signature"]["public_key"]).to_owned();
    let output = replay(&folder, &["--trusted-key", &public]);
    assert_code(&output, 0);
    assert!(out(&output).contains(&public), "{}", out(&output));
    let other = replay(&folder, &["--trusted-key", &"00".repeat(32)]);
    assert_code(&other, 1);
    assert!(
        err(&other).contains("[manifest_key_not_trusted]"),
        "{}",
        err(&other)
    );
    let unsigned = with_manifest(&[]);
    let refused = replay(&unsigned, &["--trusted-key", &public]);
    assert_code(&refused, 1);
    assert!(
        err(&refused).contains("[manifest_unsigned]"),
        "{}",
        err(&refused)
    );
}

#[test]
fn a_manifest_that_was_changed_after_signing_is_refused_by_name() {
    let changes: [fn(&mut Value); 4] = [
        |m| m["options"]["seed"] = json!(6),
        |m| m["forms"][0]["fingerprint"] = json!("00".repeat(32)),
        |m| m["snapshot"]["hash"] = json!("00".repeat(32)),
        |m| m["signature"]["value"] = json!("00".repeat(64)),
    ];
    for tamper in changes {
        let folder = signed();
        change(&folder, tamper);
        let output = replay(&folder, &[]);
        assert_code(&output, 1);
        assert!(err(&output).starts_with("run.json:"), "{}", err(&output));
        assert!(
            err(&output).contains("[manifest_tampered]"),
            "{}",
            err(&output)
        );
        assert!(out(&output).is_empty());
    }
}

#[test]
fn what_differs_is_told_field_by_field() {
    let folder = with_manifest(&[]);
    let other_seed = replay(&folder, &["--json", "--seed", "6"]);
    assert_code(&other_seed, 1);
    let (same, fields) = differences(&other_seed);
    assert!(
        !same && fields.contains(&"/options/seed".to_owned()),
        "{fields:?}"
    );
    assert!(
        fields.contains(&"/forms/0/fingerprint".to_owned()),
        "{fields:?}"
    );
    put(
        &folder,
        "pool.csv",
        POOL.replacen("A-03;MCQ;number;1;1;", "A-03;MCQ;number;2;1;", 1),
    );
    let other_pool = replay(&folder, &["--json"]);
    assert_code(&other_pool, 1);
    assert_eq!(
        differences(&other_pool),
        (false, vec!["/snapshot/hash".to_owned()])
    );
    put(&folder, "pool.csv", POOL);
    put(
        &folder,
        "test.yaml",
        SPECIFICATION.replacen("version: 1", "version: 2", 1),
    );
    let (same, fields) = differences(&replay(&folder, &["--json"]));
    assert_eq!(
        (same, fields),
        (
            false,
            vec![
                "/specification/version".into(),
                "/specification/hash".into()
            ]
        )
    );
    put(&folder, "test.yaml", SPECIFICATION);
    // Another version of the engine may give the same forms: it is told and they count.
    change(&folder, |m| m["engines"]["synaq"] = json!("0.0.9"));
    let other_engine = replay(&folder, &["--json"]);
    assert_code(&other_engine, 0);
    assert_eq!(
        differences(&other_engine),
        (true, vec!["/engines/synaq".to_owned()])
    );
    change(&folder, |m| {
        m["forms"][0]["fingerprint"] = json!("00".repeat(32))
    });
    let told = replay(&folder, &[]);
    assert_code(&told, 1);
    assert!(out(&told).contains("not the same"), "{}", out(&told));
    assert!(
        out(&told).contains("/forms/0/fingerprint"),
        "{}",
        out(&told)
    );
    assert!(
        out(&told).lines().all(|line| line.chars().count() <= 80),
        "{}",
        out(&told)
    );
}

#[test]
fn what_is_no_manifest_is_told_with_its_place_and_bad_keys_are_never_repeated() {
    let folder = with_manifest(&[]);
    change(&folder, |m| m["seeed"] = json!(1));
    let wrong = replay(&folder, &[]);
    assert_code(&wrong, 1);
    assert!(err(&wrong).contains("at /seeed"), "{}", err(&wrong));
    put(&folder, "run.json", "{");
    assert_code(&replay(&folder, &[]), 1);
    put(&folder, "key", "secret-nonsense");
    let open = from_files(&folder, &["--signing-key", "key"]);
    assert_code(&open, 1);
    assert!(!err(&open).contains("secret"), "{}", err(&open));
    assert_code(&from_files(&folder, &["--signing-key", "nowhere"]), 1);
}

/// The signature by another program, as others would verify it.
#[test]
fn another_program_verifies_the_signature() {
    let folder = signed();
    let mut unsigned = manifest(&folder);
    let signature = unsigned["signature"].take();
    unsigned
        .as_object_mut()
        .expect("an object")
        .remove("signature");
    put(
        &folder,
        "message",
        format!("synaq.document/1\n{}", canonical(&unsigned)),
    );
    put(&folder, "signature", bytes(text(&signature["value"])));
    let head = "302a300506032b6570032100";
    put(
        &folder,
        "key.der",
        bytes(&format!("{head}{}", text(&signature["public_key"]))),
    );
    let verify =
        "pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in message -sigfile signature";
    let run = Command::new("openssl")
        .args(verify.split(' '))
        .current_dir(folder.path())
        .output();
    match run {
        Ok(run) => assert!(run.status.success(), "{}{}", out(&run), err(&run)),
        Err(_) => eprintln!("openssl is not installed: nothing is compared with it"),
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).expect("digits");
        u8::from_str_radix(pair, 16).expect("digits")
    };
    pairs.map(byte).collect()
}

/// The command line over the database of a running service.
fn replay_from(service: &Service, folder: &TempDir, more: &[&str]) -> Output {
    let data = folder.path().display().to_string();
    Command::new(env!("CARGO_BIN_EXE_synaq"))
        .args([
            "assemble", "--json", "--replay", "run.json", "--data", &data,
        ])
        .args(["--database", service.database_url()])
        .args(more)
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .env("SYNAQ_SIGNING_KEYS", SIGNING_KEY)
        .output()
        .expect("the program starts")
}

on_both! {
    fn a_run_of_the_api_is_made_again_through_the_command_line(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble_by_api(&admin, &json!({"specification_id": specification, "seed": 7})).expect(201);
        let manifest = admin.get(&format!("/assembly-runs/{}/manifest", text(&run["id"]))).expect(200);
        assert_eq!(manifest["snapshot"]["hash"], run["snapshot_hash"]);
        assert_eq!(manifest["specification"]["hash"], run["result"]["specification_hash"]);
        assert_eq!(fingerprints(&manifest), fingerprints(&run["result"]));
        let keys = service.nobody().get("/signing-keys").expect(200);
        assert_eq!(keys["items"][0]["public_key"], manifest["signature"]["public_key"]);
        let folder = tempfile::tempdir().expect("a folder");
        put(&folder, "run.json", manifest.to_string());
        let same = replay_from(&service, &folder, &[]);
        assert_code(&same, 0);
        assert_eq!(differences(&same), (true, Vec::new()));
        let told = crate::assemble_files::json(&same);
        assert_eq!((&told["signed"], &told["key_of_this_installation"]), (&json!(true), &json!(true)));
        let other = replay_from(&service, &folder, &["--seed", "8"]);
        assert!(differences(&other).1.contains(&"/options/seed".to_owned()));
        change(&folder, |m| m["options"]["seed"] = json!(8));
        let tampered = replay_from(&service, &folder, &[]);
        assert_code(&tampered, 1);
        assert_eq!(crate::assemble_files::json(&tampered)["findings"][0]["code"], "manifest_tampered");
    }

    fn a_manifest_of_elsewhere_says_what_the_database_does_not_have(backend) {
        let service = Service::start(backend);
        let folder = signed();
        let output = replay_from(&service, &folder, &[]);
        assert_code(&output, 1);
        let told = crate::assemble_files::json(&output);
        let codes: Vec<&str> = told["findings"].as_array().expect("findings").iter().map(|f| text(&f["code"])).collect();
        assert_eq!(codes, ["manifest_specification_unknown", "manifest_snapshot_unknown"]);
    }
}

#[test]
fn without_files_and_without_a_database_a_replay_says_what_is_missing() {
    let folder = with_manifest(&[]);
    let data = folder.path().join("nowhere").display().to_string();
    let output = assemble(folder.path(), &["--replay", "run.json", "--data", &data]);
    assert_code(&output, 4);
    assert!(err(&output).contains("synaq migrate"), "{}", err(&output));
}
