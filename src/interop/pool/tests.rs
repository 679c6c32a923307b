//! Tables as people have them, and everything that can be wrong with one.

use std::collections::BTreeMap;

use super::profile::{PoolProfile, check_pool_profile};
use super::{Defaults, ReadPool, read_pool};
use crate::assembly::attribute::Attribute;
use crate::bank::{Difficulty, ItemType, Points};
use crate::document::{self, Format};
use crate::interop::profile::SourceKind;
use crate::language::finding::Finding;

fn defaults() -> Defaults {
    Defaults {
        subject: "algebra".to_owned(),
        grades: [7, 7],
        languages: vec!["en".parse().expect("a language")],
    }
}

fn read(kind: SourceKind, bytes: &[u8]) -> Result<ReadPool, Vec<Finding>> {
    read_pool(&PoolProfile::by_names(kind), &defaults(), bytes)
}

fn csv(text: &str) -> ReadPool {
    read(SourceKind::Csv, text.as_bytes()).unwrap_or_else(|found| panic!("{found:?}"))
}

fn refused(text: &str) -> Vec<(u32, u32, String)> {
    let found = read(SourceKind::Csv, text.as_bytes()).expect_err("wrong");
    let told = found.into_iter().map(|finding| {
        let place = finding.place.expect("a place");
        (place.line, place.column, finding.code)
    });
    told.collect()
}

fn at(line: u32, column: u32, code: &str) -> (u32, u32, String) {
    (line, column, code.to_owned())
}

#[test]
fn a_table_of_codes_alone_is_a_pool_with_the_stated_defaults() {
    let pool = csv("code\nA1\nA2\n");
    let [first, second] = pool.candidates.as_slice() else {
        panic!("{pool:?}");
    };
    assert_eq!((first.code.as_str(), second.code.as_str()), ("A1", "A2"));
    assert_eq!((first.version, first.points), (1, Points::whole(1)));
    assert_eq!(first.item_type, ItemType::Mcq);
    assert_eq!(
        (first.subject.as_str(), first.grade_min, first.grade_max),
        ("algebra", 7, 7)
    );
    assert_eq!(first.languages, defaults().languages);
    assert!(first.parameters.is_empty() && first.p.is_none() && first.stimulus.is_none());
}

#[test]
fn a_sheet_of_a_psychometrician_is_read_as_it_is() {
    let text = "\u{feff}Item ID;Type;Difficulty;a;b;c;P;N;Passage;Stimulus Words;Enemies;Content Area;dok;keyed\r\n\
                M-1;mcq;A;1,2;-0,5;0,2;0,62;214;P1;150;M-2;Number;1;TRUE\r\n\
                M-2;MCQ;B;0,8;0,1;0,15;NA;214;P1;;;Geometry;2;FALSE\r\n\
                M-3;EA;;;;;;;;;G7;;3;\r\n";
    let pool = csv(text);
    let [one, two, three] = pool.candidates.as_slice() else {
        panic!("{pool:?}");
    };
    assert_eq!(one.difficulty, Some(Difficulty::A));
    assert_eq!(
        (one.p.map(|p| (p.value, p.n)), two.p),
        (Some((0.62, 214)), None)
    );
    let set = &one.parameters[0];
    assert_eq!(
        (set.model.as_str(), set.scale.as_str(), set.n),
        ("3pl", "", 214)
    );
    assert_eq!(
        set.values,
        BTreeMap::from([("a", 1.2), ("b", -0.5), ("c", 0.2)].map(|(n, v)| (n.to_owned(), v)))
    );
    assert!(three.parameters.is_empty());
    assert_eq!((three.item_type, three.difficulty), (ItemType::Ea, None));
    let stimulus = |n: usize| pool.candidates[n].stimulus.as_ref().expect("a stimulus");
    assert_eq!(stimulus(0), stimulus(1));
    assert_eq!(
        stimulus(1).words.values().copied().collect::<Vec<_>>(),
        [150]
    );
    assert_eq!(one.enemies, two.enemies);
    assert_eq!(
        (one.enemies.len(), three.enemies.as_slice()),
        (1, ["G7".to_owned()].as_slice())
    );
    assert_eq!(pool.attributes, ["Content_Area", "dok", "keyed"]);
    let of = |name: &str| one.attributes.get(name).cloned();
    assert_eq!(of("Content_Area"), Some(Attribute::Text("Number".into())));
    assert_eq!(of("dok"), Some(Attribute::Number(1.0)));
    assert_eq!(of("keyed"), Some(Attribute::Truth(true)));
    assert!(!three.attributes.contains_key("Content_Area"));
}

#[test]
fn a_column_of_numbers_and_words_is_a_column_of_words() {
    let pool = csv("code,band\nA,1\nB,2a\n");
    let of = |n: usize| pool.candidates[n].attributes["band"].clone();
    assert_eq!(of(0), Attribute::Text("1".into()));
    assert_eq!(of(1), Attribute::Text("2a".into()));
}

#[test]
fn cyrillic_of_an_old_spreadsheet_is_read() {
    // "code;тема" and "Z1;Ряды" in Windows-1251.
    let bytes = b"code;\xF2\xE5\xEC\xE0\r\nZ1;\xD0\xFF\xE4\xFB\r\n";
    let pool = read(SourceKind::Csv, bytes).expect("readable");
    let told = &pool.candidates[0].attributes["тема"];
    assert_eq!(*told, Attribute::Text("Ряды".into()));
}

#[test]
fn every_wrong_cell_is_told_at_once_by_line_and_column() {
    let text = "code,points,p,type,version,a,b,dok\n\
                A,-1,1.5,essay,0,NaN,0.3,1\n\
                ,one,0.5,MCQ,1,1,Inf,NaN\n\
                B,1.005,0.4,MCQ,1,1,0.2,2\n\
                B,1,0.4,MCQ,1,1,0.2,2\n";
    let told = refused(text);
    let expected = [
        at(2, 2, "pool_number_outside"),
        at(2, 3, "pool_number_outside"),
        at(2, 4, "not_allowed"),
        at(2, 5, "pool_number_outside"),
        at(2, 6, "number_unreadable"),
        at(3, 1, "value_missing"),
        at(3, 2, "number_unreadable"),
        at(3, 7, "number_unreadable"),
        at(3, 8, "number_unreadable"),
        at(4, 2, "number_unreadable"),
        at(5, 1, "pool_item_twice"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn tables_without_items_or_codes_and_with_columns_twice_are_refused() {
    assert_eq!(
        refused("name,points\nA,1\n"),
        [at(1, 1, "pool_code_missing")]
    );
    assert_eq!(refused("code,dok,DOK\nA,1,2\n"), [at(1, 3, "column_twice")]);
    assert_eq!(
        refused("code,section,x,stimulus.y\nA,1,2000000000,\n"),
        [at(1, 2, "pool_column_reserved")]
    );
    assert_eq!(
        refused("code,x\nA,2000000000\n"),
        [at(2, 2, "pool_number_outside")]
    );
    assert_eq!(
        refused("code,item type,Item_Type,b area,b-area\nA,MCQ,MCQ,1,2\n"),
        [at(1, 3, "column_twice"), at(1, 5, "column_twice")]
    );
    assert_eq!(
        refused("code,points\nA\n"),
        [at(2, 1, "row_width_mismatch")]
    );
    assert_eq!(refused(""), [at(1, 1, "file_empty")]);
    let empty = read(SourceKind::Csv, b"code,points\n").expect_err("empty");
    assert_eq!(empty[0].code, "pool_empty");
    let empty = read(SourceKind::Jsonl, b"\n\n").expect_err("empty");
    assert_eq!(empty[0].code, "pool_empty");
}

#[test]
fn parameters_that_give_no_information_and_sets_that_are_not_whole_are_refused() {
    assert_eq!(
        refused("code,a,b,c\nA,1,0,1\n"),
        [at(2, 1, "pool_information_impossible")]
    );
    assert_eq!(
        refused("code,a,b,c,d\nA,1,0,0.3,0.2\n"),
        [at(2, 1, "pool_information_impossible")]
    );
    assert_eq!(
        refused("code,a\nA,1\n"),
        [at(2, 1, "pool_parameters_not_whole")]
    );
    assert_eq!(
        refused("code,model,b\nA,2PL,1\n"),
        [at(2, 1, "pool_parameters_not_whole")]
    );
    assert_eq!(
        refused("code,model,b\nA,cosine,1\n"),
        [at(2, 2, "not_allowed")]
    );
    assert_eq!(
        refused("code,b\nA,1e7\n"),
        [at(2, 2, "pool_number_outside")]
    );
    let model = |text: &str| csv(text).candidates[0].parameters[0].model.clone();
    assert_eq!(model("code,model,b\nA,1PL,1\n"), "rasch");
    assert_eq!(model("code,b1,b2\nA,-1,1\n"), "pcm");
    assert_eq!(model("code,a,b1,b2\nA,1,-1,1\n"), "gpcm");
    assert_eq!(model("code,a,b,c,d\nA,1,0,0.1,0.9\n"), "4pl");
}

#[test]
fn rows_of_one_stimulus_say_the_same_of_it() {
    let text = "code,stimulus,stimulus_words,stimulus_genre\nA,P,100,poem\nB,P,120,poem\nC,,90,\n";
    assert_eq!(
        refused(text),
        [
            at(3, 3, "pool_stimulus_differs"),
            at(4, 3, "pool_stimulus_without_code")
        ]
    );
    let pool = csv("code,stimulus,stimulus.genre\nA,P,poem\nB,P,\n");
    let genre = |n: usize| {
        pool.candidates[n]
            .stimulus
            .as_ref()
            .expect("a stimulus")
            .attributes["genre"]
            .clone()
    };
    assert_eq!(
        (genre(0), genre(1)),
        (
            Attribute::Text("poem".into()),
            Attribute::Text("poem".into())
        )
    );
}

#[test]
fn candidates_of_a_snapshot_come_back_as_they_were() {
    let text = "code,type,p,n,a,b,stimulus,stimulus_words,dok,enemies\n\
                A,EA,0.5,40,1.1,0.2,P,80,2,E1\nB,MCQ,,,,,P,,3,\n";
    let pool = csv(text);
    let line = |candidate| serde_json::to_string(candidate).expect("JSON") + "\n";
    let lines: String = pool.candidates.iter().map(line).collect();
    let again = read(SourceKind::Jsonl, lines.as_bytes());
    let again = again.unwrap_or_else(|found| panic!("{found:?}\n{lines}"));
    assert_eq!(again.candidates, pool.candidates);
}

#[test]
fn objects_with_flat_keys_are_read_like_rows() {
    let text = "{\"id\": \"A\", \"points\": 2, \"objectives\": [\"7.1\"], \"dok\": 2, \"hard\": true}\n\
                {\"id\": \"B\", \"points\": \"two\", \"past\": 3, \"help\": {\"hint\": 1}}\n{\n";
    let found = read(SourceKind::Jsonl, text.as_bytes()).expect_err("wrong");
    let told: Vec<(u32, &str, &str)> = found
        .iter()
        .map(|f| {
            (
                f.place.expect("a place").line,
                f.code.as_str(),
                f.pointer.as_str(),
            )
        })
        .collect();
    assert_eq!(told[0], (2, "number_unreadable", "/points"));
    assert_eq!(told[1], (2, "invalid_value", "/help"));
    assert_eq!(told[2].0, 3);
    let first = text.lines().next().expect("a line");
    let pool = read(SourceKind::Jsonl, first.as_bytes()).expect("readable");
    assert_eq!(pool.candidates[0].objectives, ["7.1"]);
    assert_eq!(
        pool.candidates[0].attributes["hard"],
        Attribute::Truth(true)
    );
}

#[test]
fn a_profile_maps_columns_with_names_of_their_own() {
    let yaml = "schema: synaq.pool-profile/v1\nname: spring\nsource: {kind: csv}\n\
        fields:\n  code: {from: Item Name}\n  item_type: {from: Format, map: {mc: MCQ, cr: EA}}\n\
        \x20 objectives: {from: TEKS, separator: ' '}\n  scale: {value: spring}\n\
        parameters:\n  b: {from: Rasch}\nattributes:\n  content: {from: Reporting Category}\n\
        ignore: [Comment]\n";
    let (profile, _) = document::decode_text::<PoolProfile>(yaml, Format::Yaml)
        .unwrap_or_else(|found| panic!("{found:?}"));
    assert!(check_pool_profile(&profile).is_empty());
    let text = "Item Name,Format,TEKS,Rasch,Reporting Category,Comment,code,dok\n\
                A,mc,7.1 7.2,0.4,2,ask Ann,x,1\n";
    let pool =
        read_pool(&profile, &defaults(), text.as_bytes()).unwrap_or_else(|f| panic!("{f:?}"));
    let item = &pool.candidates[0];
    assert_eq!((item.code.as_str(), item.item_type), ("A", ItemType::Mcq));
    assert_eq!(item.objectives, ["7.1", "7.2"]);
    assert_eq!(
        (
            item.parameters[0].scale.as_str(),
            item.parameters[0].values["b"]
        ),
        ("spring", 0.4)
    );
    let names: Vec<&str> = item.attributes.keys().map(String::as_str).collect();
    assert_eq!(names, ["content", "dok"]);
    let wrong = read_pool(&profile, &defaults(), "Item Name,Format\nA,xx\n".as_bytes());
    let wrong = wrong.expect_err("columns are missing");
    assert!(
        wrong.iter().all(|finding| finding.code == "column_missing"),
        "{wrong:?}"
    );
    assert_eq!(wrong.len(), 3);
}
