//! Names of pupils: class lists come in from whatever a spreadsheet writes, are shown for a purpose
//! only, and every wrong row is told without repeating it.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

use crate::harness::api::{Answer, Client, text};
use crate::harness::school::{School, another_school, code};

const LIST: &str = "\u{feff}№ 12 мектеп;;;;\r\nКод;Тегі;Аты;Әкесінің аты;Туған күні\r\n\
                    7A-01;Тілеуқабылов;Нұрғиса;Атабайұлы;17.05.2014\r\n\
                    7A-02;Жұмабекова;Ғазиза;;2014-01-09\r\n";

fn path(class: &str) -> String {
    format!("/classes/{class}/names")
}

fn import(client: &Client, class: &str, body: &Value) -> Answer {
    client.post(&path(class), body)
}

fn reveal(client: &Client, class: &str) -> Value {
    let body = json!({"purpose": "sitting", "reason": "Labels for the SAT"});
    let path = format!("{}/reveal", path(class));
    client.post(&path, &body).expect(200)
}

/// `code surname given-name` of everybody who is shown.
fn shown(revealed: &Value) -> Vec<String> {
    let names = revealed["names"].as_array().expect("names").iter();
    names
        .map(|n| {
            let of = |field: &str| text(&n[field]).to_owned();
            format!("{} {} {}", of("candidate"), of("surname"), of("given_name"))
        })
        .collect()
}

/// `line:column code` of every finding of a report, in order.
fn told(report: &Value) -> Vec<String> {
    let lines = report["lines"].as_array().expect("lines").iter();
    let findings = lines.flat_map(|line| line["findings"].as_array().expect("findings"));
    findings.map(place_and_code).collect()
}

fn place_and_code(finding: &Value) -> String {
    let place = &finding["place"];
    let code = text(&finding["code"]);
    format!("{}:{} {code}", place["line"], place["column"])
}

fn audited(school: &School, action: &str) -> Vec<Value> {
    let page = school
        .service
        .administrator()
        .get("/audit?limit=200")
        .expect(200);
    let rows = page["items"].as_array().expect("rows").iter();
    rows.filter(|row| row["action"] == action)
        .cloned()
        .collect()
}

on_both! {
    fn a_class_list_comes_in_and_its_names_are_shown_for_a_purpose_that_the_audit_keeps(backend) {
        let school = School::start(backend, 3);
        let report = import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        assert_eq!((&report["rows_read"], &report["kept"], &report["lines"]), (&json!(2), &json!(2), &json!([])));
        let revealed = reveal(&school.coordinator, &school.class);
        assert_eq!(shown(&revealed), ["7A-01 Тілеуқабылов Нұрғиса", "7A-02 Жұмабекова Ғазиза"]);
        assert_eq!(revealed["names"][0]["date_of_birth"], "2014-05-17");
        assert_eq!(revealed["without_name"], json!(["7A-03"]));
        let rows = audited(&school, "reveal_names");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["object_id"], json!(school.class));
        assert_eq!(rows[0]["detail"], json!({
            "purpose": "sitting", "reason": "Labels for the SAT", "candidates": "all", "names": 2
        }));
        let imported = &audited(&school, "import_class_list")[0]["detail"];
        assert_eq!((&imported["names"], &imported["candidates"]), (&json!(2), &json!(0)));
        // Members as everybody else sees them are codes still.
        let members = school.coordinator.get(&format!("/classes/{}/candidates", school.class)).body;
        assert!(members.contains("7A-01") && !members.contains("Нұрғиса"), "{members}");
    }

    fn one_candidate_is_shown_alone_and_unknown_codes_are_told(backend) {
        let school = School::start(backend, 2);
        import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        let ask = |candidates: Value| {
            let body = json!({"purpose": "subject_request", "reason": "A parent asks what is kept", "candidates": candidates});
            school.coordinator.post(&format!("{}/reveal", path(&school.class)), &body)
        };
        let answer = ask(json!(["7A-02"]));
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""));
        assert_eq!(shown(&answer.expect(200)), ["7A-02 Жұмабекова Ғазиза"]);
        assert_eq!(audited(&school, "reveal_names")[0]["detail"]["candidates"], json!(["7A-02"]));
        let refused = ask(json!(["7A-02", "7A-77", "7B-01"]));
        assert_eq!(refused.status, 422);
        let expected = [("class_has_no_such_code", "/candidates/1"), ("class_has_no_such_code", "/candidates/2")];
        assert_eq!(refused.findings(), crate::harness::school::findings(&expected));
        assert_eq!(audited(&school, "reveal_names").len(), 1);
    }

    fn names_need_a_purpose_and_a_reason_without_names_in_it(backend) {
        let school = School::start(backend, 2);
        import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        let path = format!("{}/reveal", path(&school.class));
        let missing = school.coordinator.post(&path, &json!({}));
        assert_eq!(missing.status, 422);
        assert_eq!(missing.findings().len(), 2, "{missing:?}");
        let unknown = json!({"purpose": "curiosity", "reason": "They are nice names"});
        assert_eq!(school.coordinator.post(&path, &unknown).status, 422);
        for reason in ["Звонок маме Жұмабековой", "ғазизаның анасы сұрады"] {
            let answer = school.coordinator.post(&path, &json!({"purpose": "results", "reason": reason}));
            assert_eq!(answer.findings(), [("text_holds_name".to_owned(), "/reason".to_owned())], "{answer:?}");
        }
        assert_eq!(audited(&school, "reveal_names").len(), 0);
    }

    fn who_marks_or_reads_results_sees_no_names_and_another_school_no_class(backend) {
        let school = School::start(backend, 2);
        import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        let (_, stranger) = another_school(&school.service, "school-13");
        let body = json!({"purpose": "sitting", "reason": "Labels for the SAT"});
        let reveal = format!("{}/reveal", path(&school.class));
        for (client, status) in [
            (school.service.user_with_role(&school.org, "marker"), 403),
            (school.service.user_with_role(&school.org, "statistician"), 403),
            (school.service.user_with_role(&school.org, "developer"), 404),
            (stranger, 404),
            (school.service.nobody(), 401),
        ] {
            assert_eq!(client.post(&reveal, &body).status, status);
            assert_eq!(import(&client, &school.class, &json!({"content": LIST})).status, status);
        }
        assert_eq!(audited(&school, "reveal_names").len(), 0);
    }

    fn a_dry_run_tells_duplicates_and_letters_of_other_alphabets_row_by_row_and_keeps_nothing(backend) {
        let school = School::start(backend, 6);
        import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        // Line 2: Latin o in a Cyrillic surname. 3: a Latin schwa for a Kazakh letter, born as 7A-02
        // with her name. 4: the code in Cyrillic. 5: the same pupil as in line 4. 6: code twice, and a
        // namesake without a date. 7: nobody of this class, and a lost letter. 8: another name than the
        // one that is kept.
        let list = "code,surname,given_name,date_of_birth\n\
                    7A-03,Сергеoв,Пётр,2014-03-03\n\
                    7A-04,Жұмабекова,Ғазиза,2014-01-09\n\
                    7А-05,Ким,Əлия,2014-02-02\n\
                    7A-06,КИМ,Әлия,02.02.2014\n\
                    7A-06,Сергеов,Петр,\n\
                    7B-09,?лиев,Арман,\n\
                    7A-01,Иванов,Пётр,\n";
        let report = import(&school.coordinator, &school.class, &json!({"content": list, "dry_run": true})).expect(200);
        assert_eq!(told(&report), [
            "2:2 person_letter_doubtful",
            "3:1 class_list_person_known",
            "4:3 person_letter_doubtful",
            "4:1 class_list_code_alike",
            "5:1 class_list_person_twice",
            "6:1 class_list_code_twice",
            "6:1 class_list_namesake",
            "7:2 person_letter_lost",
            "7:1 class_list_code_unknown",
            "8:1 class_list_person_differs",
        ]);
        let first = &report["lines"][0]["findings"][0];
        assert_eq!(first["args"], json!({"letter": "o", "code": "U+006F", "position": 6, "meant": "о"}));
        assert_eq!((&report["kept"], &report["rejected"], &report["dry_run"]), (&json!(2), &json!(5), &json!(true)));
        let sentences = report.to_string();
        for name in ["Жұмабек", "Сергео", "Арман", "Ким"] {
            assert!(!sentences.contains(name), "{name} in {sentences}");
        }
        assert_eq!(shown(&reveal(&school.coordinator, &school.class)).len(), 2);
        assert_eq!(audited(&school, "import_class_list").len(), 1);
    }

    fn one_wrong_row_refuses_all_unless_rows_stand_for_themselves(backend) {
        let school = School::start(backend, 3);
        let list = "Код;Фамилия;Имя\n7A-01;Сергеев;Пётр\n7A-02;;Анна\n7A-03;Ким;Лев\n";
        let refused = import(&school.coordinator, &school.class, &json!({"content": list}));
        assert_eq!(refused.status, 422);
        let told: Vec<_> = refused.json()["errors"].as_array().expect("errors").iter().map(place_and_code).collect();
        assert_eq!(told, ["3:2 person_part_missing"]);
        assert!(shown(&reveal(&school.coordinator, &school.class)).is_empty());
        let kept = import(&school.coordinator, &school.class, &json!({"content": list, "mode": "per_row"})).expect(200);
        assert_eq!((&kept["kept"], &kept["rejected"]), (&json!(2), &json!(1)));
        assert_eq!(shown(&reveal(&school.coordinator, &school.class)), ["7A-01 Сергеев Пётр", "7A-03 Ким Лев"]);
    }

    fn another_name_for_a_code_is_a_conflict_until_it_is_called_a_correction(backend) {
        let school = School::start(backend, 2);
        import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        let again = import(&school.coordinator, &school.class, &json!({"content": LIST})).expect(200);
        assert_eq!((&again["kept"], &again["unchanged"]), (&json!(0), &json!(2)));
        let list = "Код;Фамилия;Имя\n7A-02;Жұмабекова-Ли;Ғазиза\n";
        let refused = import(&school.coordinator, &school.class, &json!({"content": list}));
        assert_eq!((refused.status, refused.findings()), (409, vec![("class_list_person_differs".into(), "/surname".into())]));
        let corrected = import(&school.coordinator, &school.class, &json!({"content": list, "replace": true})).expect(200);
        assert_eq!((&corrected["kept"], &corrected["replaced"]), (&json!(1), &json!(1)));
        assert_eq!(shown(&reveal(&school.coordinator, &school.class))[1], "7A-02 Жұмабекова-Ли Ғазиза");
    }

    fn numbers_make_codes_and_new_pupils_come_into_the_class_with_the_list(backend) {
        let school = School::start(backend, 1);
        let list = "№;ФИО;ИИН\n1;Сергеев Пётр Ильич;140517500001\n2;Ким Лев;150101500002\n";
        let body = json!({"content": list, "code_prefix": "7A", "add_candidates": true});
        let report = import(&school.coordinator, &school.class, &body).expect(200);
        assert_eq!((&report["kept"], &report["candidates_added"]), (&json!(2), &json!(1)));
        assert_eq!(place_and_code(&report["warnings"][0]), "1:3 class_list_column_unused");
        assert_eq!(shown(&reveal(&school.coordinator, &school.class)), ["7A-01 Сергеев Пётр", "7A-02 Ким Лев"]);
        let members = school.coordinator.get(&format!("/classes/{}/candidates", school.class)).expect(200);
        assert_eq!(members["items"].as_array().expect("members").len(), 2);
    }

    fn files_in_windows_1251_and_in_the_kazakh_code_page_come_in(backend) {
        let school = School::start(backend, 2);
        // Код;Тегі;Аты / 7A-01;Әлиева;Ғазиза
        let kazakh = b"\xCA\xEE\xE4;\xD2\xE5\xE3\xB3;\xC0\xF2\xFB\r\n7A-01;\xA3\xEB\xE8\xE5\xE2\xE0;\xAA\xE0\xE7\xE8\xE7\xE0\r\n";
        let body = |encoding: &str| json!({
            "content_base64": Base64::encode_string(kazakh), "encoding": encoding, "dry_run": encoding == "auto"
        });
        let guessed = import(&school.coordinator, &school.class, &body("auto")).expect(200);
        assert_eq!(told(&guessed), ["2:2 person_letter_doubtful", "2:3 person_letter_doubtful"]);
        import(&school.coordinator, &school.class, &body("kz-1048")).expect(200);
        // Код;Фамилия;Имя / 7A-02;Мир;Ёжик
        let russian = b"\xCA\xEE\xE4;\xD4\xE0\xEC\xE8\xEB\xE8\xFF;\xC8\xEC\xFF\n7A-02;\xCC\xE8\xF0;\xA8\xE6\xE8\xEA\n";
        let body = json!({"content_base64": Base64::encode_string(russian)});
        import(&school.coordinator, &school.class, &body).expect(200);
        let revealed = reveal(&school.coordinator, &school.class);
        assert_eq!(shown(&revealed), ["7A-01 Әлиева Ғазиза", "7A-02 Мир Ёжик"]);
    }

    fn a_file_that_is_no_class_list_is_refused_without_repeating_it(backend) {
        let school = School::start(backend, 1);
        let cases = [
            ("7A-01;Сергеев;Пётр\n7A-02;Ким;Лев\n", vec![("class_list_headings_missing", "")]),
            ("Фамилия;Фамилия\nСергеев;Ким\n", vec![
                ("class_list_column_twice", ""), ("class_list_column_missing", ""), ("class_list_column_missing", ""),
            ]),
            ("", vec![("file_empty", "")]),
        ];
        for (content, expected) in cases {
            let refused = import(&school.coordinator, &school.class, &json!({"content": content}));
            assert_eq!(refused.status, 422);
            assert_eq!(refused.findings(), crate::harness::school::findings(&expected));
            assert!(!refused.body.contains("Сергеев"), "{refused:?}");
        }
    }

    fn a_repeated_import_gets_its_first_answer_and_another_list_under_its_key_is_refused(backend) {
        let school = School::start(backend, 2);
        let send = |list: &str| {
            let headers = [("content-type", "application/json"), ("idempotency-key", "list-1")];
            school.coordinator.send("POST", &path(&school.class), &headers, Some(json!({"content": list}).to_string()))
        };
        let first = send(LIST).expect(200);
        assert_eq!(send(LIST).expect(200), first);
        assert_eq!(audited(&school, "import_class_list").len(), 1);
        let other = send(&LIST.replace("Нұрғиса", "Нұрлан"));
        assert_eq!((other.status, &other.json()["code"]), (422, &json!("idempotency_key_reused")));
    }

    fn five_hundred_pupils_come_in_at_once(backend) {
        let school = School::start(backend, 500);
        let rows: Vec<String> = (1..=500).map(|n| format!("{};Оқушы{};Аты", code(n), letters(n))).collect();
        let list = format!("Код;Тегі;Аты\n{}\n", rows.join("\n"));
        let report = import(&school.coordinator, &school.class, &json!({"content": list})).expect(200);
        assert_eq!(report["kept"], json!(500));
        assert_eq!(shown(&reveal(&school.coordinator, &school.class)).len(), 500);
    }
}

/// A number in letters.
fn letters(n: usize) -> String {
    let letter = |d: usize| char::from_u32(0x430 + d as u32).expect("a letter");
    [n / 100, n / 10 % 10, n % 10].map(letter).iter().collect()
}
