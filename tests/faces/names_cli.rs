//! Names on the command line: class lists, keys made, changed and missed.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use serde_json::json;
use tempfile::TempDir;

use crate::harness::api::Client;
use crate::harness::school::School;

const LIST: &str = "Код;Тегі;Аты\n7A-01;Тілеуқабылов;Нұрғиса\n7A-02;Жұмабекова;Ғaзиза\n";

/// `synaq` over the school's database, with keys of its own in a folder or those of the service.
fn synaq(school: &School, data: &TempDir, keys: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
    command.env_remove("SYNAQ_LOG").env("LC_ALL", "C");
    if let Some(keys) = keys {
        command.env("SYNAQ_PERSON_KEYS", keys);
    }
    command
        .args(arguments)
        .args(["--database", school.service.database_url(), "--data"])
        .arg(data.path())
        .output()
        .expect("the program starts")
}

#[track_caller]
fn told(output: &Output, code: i32) -> String {
    let all = [output.stdout.as_slice(), &output.stderr].concat();
    let all = String::from_utf8(all).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{all}");
    all
}

fn shown(client: &Client, class: &str) -> usize {
    let body = json!({"purpose": "correction", "reason": "Who is there"});
    let answer = client
        .post(&format!("/classes/{class}/names/reveal"), &body)
        .expect(200);
    answer["names"].as_array().expect("names").len()
}

/// The key that the service of the tests has.
fn same_key() -> String {
    "5a".repeat(32)
}

on_both! {
    fn a_class_list_comes_in_from_a_file_and_no_line_repeats_a_name(backend) {
        let school = School::start(backend, 2);
        let data = TempDir::new().expect("a folder");
        let file = data.path().join("list.csv");
        std::fs::write(&file, LIST).expect("written");
        let file = file.display().to_string();
        let keys = same_key();
        let run = |more: &[&str]| {
            let arguments = [&["names", "import", "--class", &school.class, &file], more].concat();
            synaq(&school, &data, Some(&keys), &arguments)
        };
        let dry = told(&run(&["--dry-run"]), 0);
        assert!(dry.contains("3:3: warning at /given_name") && dry.contains("[person_letter_doubtful]"), "{dry}");
        assert!(dry.contains("2 names would be kept"), "{dry}");
        assert_eq!(shown(&school.coordinator, &school.class), 0);
        let kept = told(&run(&[]), 0);
        assert!(kept.contains("2 rows: 2 names kept"), "{kept}");
        for name in ["Тілеуқабылов", "Нұрғиса", "Жұмабекова"] {
            assert!(!(dry.clone() + &kept).contains(name), "{name}");
        }
        assert_eq!(shown(&school.coordinator, &school.class), 2);
        told(&run(&["--encoding", "koi8"]), 2);
        std::fs::write(data.path().join("list.csv"), "Код;Тегі;Аты\n7A-01;;\n").expect("written");
        let refused = told(&run(&[]), 1);
        assert!(refused.contains("2:2: error") && refused.contains("2:3: error"), "{refused}");
    }

    fn without_its_key_a_process_neither_reads_nor_writes_names_and_says_which_is_missing(backend) {
        let school = School::start(backend, 2);
        let class = format!("/classes/{}/names", school.class);
        school.coordinator.post(&class, &json!({"content": LIST})).expect(200);
        let data = TempDir::new().expect("a folder");
        let ill = told(&synaq(&school, &data, None, &["doctor"]), 1);
        assert!(ill.contains("WRONG  names") && ill.contains("2 names need the key"), "{ill}");
        let file = data.path().join("list.csv");
        std::fs::write(&file, LIST).expect("written");
        let file = file.display().to_string();
        let import = ["names", "import", "--class", &school.class, &file];
        told(&synaq(&school, &data, None, &import), 4);
        let other = "7b".repeat(32);
        told(&synaq(&school, &data, Some(&other), &import), 4);
        told(&synaq(&school, &data, None, &["names", "new-key"]), 1);
        assert!(!data.path().join("person-keys").exists(), "a new key would hide that one is missing");
        let well = told(&synaq(&school, &data, Some(&same_key()), &["doctor"]), 0);
        assert!(well.contains("ok     names      2 kept"), "{well}");
        assert_eq!(shown(&school.coordinator, &school.class), 2);
    }

    fn a_new_key_seals_every_name_anew_and_the_old_one_is_dropped_afterwards(backend) {
        let school = School::start(backend, 2);
        let class = format!("/classes/{}/names", school.class);
        school.coordinator.post(&class, &json!({"content": LIST})).expect(200);
        let data = TempDir::new().expect("a folder");
        let path = data.path().join("person-keys");
        std::fs::write(&path, same_key()).expect("written");
        let open = told(&synaq(&school, &data, None, &["doctor"]), 1);
        assert!(open.contains("chmod 600"), "{open}");
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("a mode");
        let anew = told(&synaq(&school, &data, None, &["names", "new-key"]), 0);
        assert!(anew.starts_with("2 names sealed anew"), "{anew}");
        let doctor = told(&synaq(&school, &data, None, &["doctor"]), 0);
        assert!(doctor.contains("2 kept; key") && doctor.contains("seals, 2 open"), "{doctor}");
        let dropped = told(&synaq(&school, &data, None, &["names", "drop-old-keys"]), 0);
        assert!(dropped.starts_with("1 keys"), "{dropped}");
        assert!(!std::fs::read_to_string(&path).expect("keys").contains(&same_key()));
        let again = told(&synaq(&school, &data, None, &["names", "drop-old-keys"]), 0);
        assert!(again.starts_with("0 keys"), "{again}");
        // The service of the test has the old key only.
        let body = json!({"purpose": "correction", "reason": "Who is there"});
        assert_eq!(school.coordinator.post(&format!("{class}/reveal"), &body).status, 503);
        // Names that cannot be read any more can be erased all the same.
        let erasure = json!({"ground": "legal", "reference": "Order 3", "candidates": ["7A-01"]});
        school.coordinator.post("/name-erasures", &erasure).expect(202);
    }
}
