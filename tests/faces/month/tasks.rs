//! The tasks of the month: multiple choice over words that repeat seldom, in Kazakh and Russian, so that
//! two of them are alike only where the story wants it.

use serde_json::{Value, json};

/// A subject, its grade and the objectives of the two rows of its test.
pub struct Subject {
    pub code: &'static str,
    pub grade: u8,
    pub unit: &'static str,
    pub objectives: [&'static str; 2],
    pub criteria: [&'static str; 2],
}

pub const SUBJECTS: [Subject; 4] = [
    Subject {
        code: "mathematics",
        grade: 6,
        unit: "ratios-and-proportion",
        objectives: ["6.5.2.1", "6.1.2.6"],
        criteria: ["m6-c1", "m6-c1"],
    },
    Subject {
        code: "science",
        grade: 5,
        unit: "mixtures",
        objectives: ["5.3.2.1", "5.3.2.2"],
        criteria: ["sci5-mix-c1", "sci5-mix-c1"],
    },
    Subject {
        code: "kazakh_l2",
        grade: 7,
        unit: "u1",
        objectives: ["7.1.2.1", "7.1.4.1"],
        criteria: ["kl2-7-c1", "kl2-7-c2"],
    },
    Subject {
        code: "physics",
        grade: 8,
        unit: "heat-transfer",
        objectives: ["8.3.2.1", "8.3.2.2"],
        criteria: ["ph8-heat-c1", "ph8-heat-c1"],
    },
];

/// Tasks of a row, of both forms.
pub const NEEDED: [u32; 2] = [40, 36];

/// The specification of a subject's test: two forms without a common task.
pub fn specification(subject: &Subject) -> Value {
    let texts = |t: &str| json!({"kk": t, "ru": t, "en": t});
    let row = |n: usize| {
        json!({
            "id": format!("R{}", n + 1), "section": "A", "objectives": [subject.objectives[n]], "types": ["MCQ"],
            "items": NEEDED[n] / 2, "points_each": 1
        })
    };
    json!({
        "schema": "synaq.test-spec/v1", "id": format!("month-{}", subject.code), "version": 1, "kind": "SAU",
        "title": texts("Test"), "subject": subject.code, "grade": subject.grade,
        "languages": {"instruction": ["kk", "ru"], "test": "same_as_instruction"},
        "duration_min": 90, "max_score": 38, "sections": [{"id": "A", "minutes": 90, "score": 38}],
        "blueprint": [row(0), row(1)],
        "constraints": {"parallel_forms": 2, "overlap_items": 0}
    })
}

/// The same in Kazakh, Russian and English.
type Words = (&'static str, &'static str, &'static str);

/// Words of which stems and options are made.
const WORDS: [Words; 48] = [
    ("алма", "яблоко", "an apple"),
    ("кітап", "книга", "a book"),
    ("терезе", "окно", "a window"),
    ("өзен", "река", "a river"),
    ("тау", "гора", "a mountain"),
    ("көпір", "мост", "a bridge"),
    ("қалам", "ручка", "a pen"),
    ("дала", "степь", "the steppe"),
    ("жұлдыз", "звезда", "a star"),
    ("бұлт", "облако", "a cloud"),
    ("шәйнек", "чайник", "a kettle"),
    ("нан", "хлеб", "bread"),
    ("айна", "зеркало", "a mirror"),
    ("сағат", "часы", "a clock"),
    ("орман", "лес", "a forest"),
    ("балық", "рыба", "a fish"),
    ("қайық", "лодка", "a boat"),
    ("жол", "дорога", "a road"),
    ("дәптер", "тетрадь", "a notebook"),
    ("үстел", "стол", "a table"),
    ("орындық", "стул", "a chair"),
    ("құс", "птица", "a bird"),
    ("түйе", "верблюд", "a camel"),
    ("қозы", "ягнёнок", "a lamb"),
    ("гүл", "цветок", "a flower"),
    ("тас", "камень", "a stone"),
    ("құм", "песок", "sand"),
    ("теңіз", "море", "the sea"),
    ("жел", "ветер", "wind"),
    ("жаңбыр", "дождь", "rain"),
    ("қар", "снег", "snow"),
    ("от", "огонь", "fire"),
    ("темір", "железо", "iron"),
    ("мыс", "медь", "copper"),
    ("күміс", "серебро", "silver"),
    ("алтын", "золото", "gold"),
    ("шыны", "стекло", "glass"),
    ("қағаз", "бумага", "paper"),
    ("мата", "ткань", "cloth"),
    ("жіп", "нитка", "a thread"),
    ("ине", "игла", "a needle"),
    ("пышақ", "нож", "a knife"),
    ("қасық", "ложка", "a spoon"),
    ("тостаған", "чаша", "a bowl"),
    ("домбыра", "домбра", "a dombra"),
    ("қоңырау", "колокол", "a bell"),
    ("мектеп", "школа", "a school"),
    ("бақша", "сад", "a garden"),
];

/// Sentences around four words.
const STEMS: [Words; 6] = [
    (
        "{0}, {1}, {2} және {3}: мәтінге сүйеніп, сәйкес сөзді таңдаңыз.",
        "{0}, {1}, {2} и {3}: опираясь на текст, выберите подходящее слово.",
        "{0}, {1}, {2} and {3}: choose the word that fits the text.",
    ),
    (
        "Суретте {0} мен {1} тұр. {2} қайда, {3} қайда екенін еске түсіріп, жауап беріңіз.",
        "На рисунке {0} и {1}. Вспомните, где {2} и где {3}, и ответьте.",
        "The picture shows {0} and {1}. Remember where {2} is and where {3} is, and answer.",
    ),
    (
        "Кестенің бірінші жолында {0}, соңғы жолында {1} жазылған. {2} мен {3} арасынан қайсысы қалды?",
        "В первой строке таблицы {0}, в последней {1}. Что осталось между {2} и {3}?",
        "The first row of the table says {0}, the last one {1}. What is left between {2} and {3}?",
    ),
    (
        "Айгерім {0} туралы айтты, Данияр {1} деп жауап берді. {2} мен {3} неге аталмады?",
        "Айгерим рассказала про {0}, Данияр ответил: {1}. Почему не названы {2} и {3}?",
        "Aigerim told about {0}, Daniyar answered: {1}. Why were {2} and {3} not named?",
    ),
    (
        "Тәжірибеде {0} алынды, кейін {1} қосылды. {2} өзгерсе, {3} орнына не келеді?",
        "В опыте взяли {0}, потом добавили {1}. Если изменится {2}, что будет на месте {3}?",
        "In the experiment {0} was taken, then {1} was added. If {2} changes, what comes in place of {3}?",
    ),
    (
        "Ауылда {0} көп, қалада {1} жиі кездеседі. {2} мен {3} туралы қорытынды жасаңыз.",
        "В ауле много: {0}, в городе чаще: {1}. Сделайте вывод о {2} и {3}.",
        "The village has much of this: {0}; the town rather has {1}. Draw a conclusion about {2} and {3}.",
    ),
];

/// Numbers that look drawn: the same for the same task on every machine.
struct Draw(u64);

impl Draw {
    fn of(subject: usize, number: usize) -> Self {
        Self((subject as u64 + 1) * 1_000_003 + number as u64 * 7_919)
    }

    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below as u64).expect("a small number")
    }

    /// So many words, none twice.
    fn words(&mut self, count: usize) -> Vec<Words> {
        let mut left = WORDS.to_vec();
        (0..count)
            .map(|_| left.remove(self.next(left.len())))
            .collect()
    }
}

/// What a task says in Kazakh, in Russian and in English.
pub struct Said {
    pub stem: [String; 3],
    pub options: [[String; 3]; 4],
    pub key: usize,
}

impl Said {
    /// Texts of one language as the interface takes them.
    fn texts(&self, language: usize) -> Value {
        let options = OPTIONS.iter().zip(&self.options);
        let options: serde_json::Map<String, Value> = options
            .map(|(id, text)| ((*id).to_owned(), json!(text[language])))
            .collect();
        json!({"stem": self.stem[language], "parts": {"a": {"options": options}}})
    }
}

/// What a translator makes of a task.
pub fn in_english(subject: usize, number: usize) -> Value {
    said(subject, number).texts(2)
}

pub const OPTIONS: [&str; 4] = ["A", "B", "C", "D"];

/// The words of one task of a subject.
pub fn said(subject: usize, number: usize) -> Said {
    let mut draw = Draw::of(subject, number);
    let words = draw.words(12);
    let sentence = STEMS[draw.next(STEMS.len())];
    let fill = |template: &str, of: fn(&Words) -> &'static str| {
        words[..4]
            .iter()
            .enumerate()
            .fold(template.to_owned(), |text, (n, word)| {
                text.replace(&format!("{{{n}}}"), of(word))
            })
    };
    let option = |n: usize| {
        let (first, second) = (words[4 + n], words[8 + n]);
        [
            format!("{} мен {}", first.0, second.0),
            format!("{} и {}", first.1, second.1),
            format!("{} and {}", first.2, second.2),
        ]
    };
    Said {
        stem: [
            fill(sentence.0, |word| word.0),
            fill(sentence.1, |word| word.1),
            fill(sentence.2, |word| word.2),
        ],
        options: [0, 1, 2, 3].map(option),
        key: draw.next(4),
    }
}

/// Code of a task.
pub fn code(subject: usize, number: usize) -> String {
    format!("{}-{number:03}", SUBJECTS[subject].code)
}

/// How many tasks of a subject its two forms can have: of the eighteen that a model makes in mathematics,
/// clones of each other, one in each.
pub fn counted(subject: usize) -> u64 {
    let clones = if SUBJECTS[subject].code == "mathematics" {
        18 - 2
    } else {
        0
    };
    super::planning::ALL - clones
}

/// Science, whose tasks are changed and shared. Not mathematics: eighteen of its tasks are clones of each
/// other, and a form takes one of a family.
pub const SCIENCE: usize = 1;

/// Physics, which has the whole workflow.
pub const PHYSICS: usize = 3;

/// A task for external tests: four of those that are typed in physics.
pub fn is_external(subject: usize, number: usize) -> bool {
    subject == PHYSICS && (34..38).contains(&number)
}

/// A task that its reviewers call an example to others.
pub fn is_good(number: usize) -> bool {
    number.is_multiple_of(4)
}

/// One task as the interface takes it, for one row of the test. In physics it is open, with somebody to name.
pub fn task(subject: usize, row: usize, number: usize) -> Value {
    let (said, of) = (said(subject, number), &SUBJECTS[subject]);
    let mut task = json!({
        "code": code(subject, number), "source_language": "kk",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": of.code, "grade_min": of.grade, "grade_max": of.grade,
            "unit": of.unit, "programme": "kz-2022", "objectives": [of.objectives[row]],
            "criteria": [of.criteria[row]], "difficulty": "A", "thinking": "KU", "points": 1, "minutes": 2,
            "licence": "CC-BY-4.0",
            "parts": [{"id": "a", "points": 1, "options": OPTIONS, "key": {"correct": [OPTIONS[said.key]]}}]
        },
        "texts": {"kk": said.texts(0), "ru": said.texts(1)}
    });
    if subject == PHYSICS {
        task["content"]["access"] = json!("open");
        task["content"]["author"] = json!("A. Serikova, Shymkent");
    }
    if is_external(subject, number) {
        task["content"]["tags"] = json!(["assessment:EXTERNAL"]);
    }
    task
}
