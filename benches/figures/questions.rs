//! The questions that are imported, searched and assembled from: the real ones (EXAMS) where they are
//! at hand, else generated ones that say what they are.

use std::io::Read;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use serde_json::{Value, json};
use synaq::document::{self, Format};

use crate::options::Options;

/// Records of the real file, and of the generated one that stands in for it.
const RECORDS: usize = 24_143;
/// Records of a quick run.
const QUICK: usize = 4000;
/// Records of one import: what fits into one request.
const PART: usize = 25_000;

/// Objectives of the shipped programme that the tasks of one test are given.
pub const OBJECTIVES: [&str; 4] = ["6.1.2.3", "6.3.3.3", "6.5.1.1", "6.5.2.1"];

/// A file of questions with the profile that brings them in.
pub struct Questions {
    /// What they are, for the report.
    pub name: String,
    /// JSON Lines.
    lines: Vec<String>,
    /// Mapping profile.
    pub profile: Value,
}

impl Questions {
    /// The real questions, or generated ones where they are absent or a number was asked for.
    pub fn of(options: &Options) -> Self {
        let mut questions = Self::whole(options);
        if options.quick && questions.lines.len() > QUICK {
            questions.lines.truncate(QUICK);
            questions.name += &format!(", the first {QUICK} of them");
        }
        questions
    }

    fn whole(options: &Options) -> Self {
        if let Some(count) = options.generated {
            return Self::generated(count, "generated");
        }
        let (path, named) = real_file();
        let read = std::fs::File::open(&path).and_then(|file| {
            let mut text = String::new();
            flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
            Ok(text)
        });
        match read {
            Ok(text) => {
                let lines: Vec<String> = text.lines().map(str::to_owned).collect();
                let name = format!("{} real questions (EXAMS)", lines.len());
                Self {
                    name,
                    lines,
                    profile: shipped_profile(),
                }
            }
            Err(fault) => {
                let path = if named {
                    path
                } else {
                    "data/exams/exams.jsonl.gz".into()
                };
                let why = format!(
                    "{} is absent (SYNAQ_TEST_DATA): {fault}; generated",
                    path.display()
                );
                Self::generated(RECORDS, &why)
            }
        }
    }

    /// Records.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The records in parts that one request can carry.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        self.lines.chunks(PART).map(|lines| lines.join("\n"))
    }

    /// The same questions as tasks for one test, by a stated rule: task n of subject mathematics, grade
    /// 6, in Russian, one point, has objective n mod 4 of [`OBJECTIVES`], thinking level KU, AP, HO in turn
    /// of every four, and 0.5 to 2 minutes.
    pub fn as_tasks(&self) -> Self {
        let tagged = |(n, line): (usize, &String)| {
            let thinking = ["KU", "AP", "HO"][n / 4 % 3];
            let mut record: Value = serde_json::from_str(line).expect("a line is JSON");
            record["rule"] = json!({
                "objective": OBJECTIVES[n % OBJECTIVES.len()],
                "thinking": thinking,
                "minutes": (50 + n * 37 % 150) as f64 / 100.0,
            });
            record.to_string()
        };
        let mut profile = self.profile.clone();
        profile["name"] = json!("bench-tasks");
        profile["code"] = json!("TASK-{external_id}");
        profile["language"] = json!({"value": "ru"});
        for (attribute, rule) in [
            ("subject", json!({"value": "mathematics"})),
            ("grade", json!({"value": 6})),
            ("objectives", json!({"from": "/rule/objective"})),
            ("thinking", json!({"from": "/rule/thinking"})),
            ("minutes", json!({"from": "/rule/minutes"})),
        ] {
            profile["content"][attribute] = rule;
        }
        Self {
            name: format!("{} as tasks", self.name),
            lines: self
                .lines
                .iter()
                .take(RECORDS)
                .enumerate()
                .map(tagged)
                .collect(),
            profile,
        }
    }

    /// So many questions that say nothing, in four languages and six subjects.
    pub fn generated(count: usize, why: &str) -> Self {
        let mut random = StdRng::seed_from_u64(1);
        let mut profile = shipped_profile();
        for (name, code) in LANGUAGES {
            profile["language"]["map"][name] = json!(code);
        }
        Self {
            name: format!("{why}: {count} questions"),
            lines: (0..count).map(|n| generated_line(n, &mut random)).collect(),
            profile,
        }
    }
}

const LANGUAGES: [(&str, &str); 4] = [
    ("Kazakh", "kk"),
    ("Russian", "ru"),
    ("English", "en"),
    ("Bulgarian", "bg"),
];
const WHAT_IT_IS: [&str; 4] = [
    "Құрастырылған сынақ тапсырмасы",
    "Составленное программой пробное задание",
    "The generated task of a trial",
    "Съставена от програма пробна задача",
];
/// Words of each language; the searches look for some of them.
const WORDS: [&[&str]; 4] = [
    &[
        "қандай",
        "энергия",
        "су",
        "жер",
        "өзен",
        "тамыр",
        "қала",
        "жыл",
        "сан",
        "қатынас",
        "температура",
        "халық",
    ],
    &[
        "вода",
        "отношение",
        "энергия",
        "температура",
        "клетки",
        "река",
        "город",
        "год",
        "число",
        "народ",
        "закон",
        "сила",
    ],
    &[
        "water", "ratio", "energy", "dna", "cell", "river", "town", "year", "number", "people",
        "law", "force",
    ],
    &[
        "вода",
        "отношение",
        "енергия",
        "температура",
        "клетки",
        "река",
        "град",
        "година",
        "число",
        "народ",
        "закон",
        "сила",
    ],
];
const SUBJECTS: [&str; 6] = [
    "Physics",
    "History",
    "Biology",
    "Chemistry",
    "Geography",
    "Philosophy",
];

fn generated_line(n: usize, random: &mut impl Rng) -> String {
    let language = n % LANGUAGES.len();
    let mut words = |count: usize| -> String {
        let words = WORDS[language];
        // Most words of a real text are rare: a number in another base stands for them.
        let rare = format!("{:x}", random.random_range(0..1_000_000_000_u64));
        let some = (0..count).map(|_| words[random.random_range(0..words.len())]);
        some.chain([rare.as_str()]).collect::<Vec<_>>().join(" ")
    };
    let stem = format!("{} {n}: {}?", WHAT_IT_IS[language], words(6));
    let labels = ["A", "B", "C", "D"];
    let choices: Vec<Value> = labels
        .iter()
        .map(|label| json!({"label": label, "text": words(2)}))
        .collect();
    let key = labels[n / 7 % labels.len()];
    json!({
        "id": format!("generated-{n:07}"),
        "question": {"stem": stem, "choices": choices},
        "answerKey": key,
        "info": {"grade": 12 - n / 11 % 3, "subject": SUBJECTS[n / 4 % SUBJECTS.len()], "language": LANGUAGES[language].0}
    })
    .to_string()
}

/// Where the real questions would be, and whether the person said so.
fn real_file() -> (PathBuf, bool) {
    let named = std::env::var_os("SYNAQ_TEST_DATA").map(PathBuf::from);
    let is_named = named.is_some();
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    (folder.join("data/exams/exams.jsonl.gz"), is_named)
}

fn shipped_profile() -> Value {
    let text = include_str!("../../item_specs/profiles/exams-tolerant.yaml");
    document::parse(text, Format::Yaml)
        .expect("a shipped profile reads")
        .value
}
