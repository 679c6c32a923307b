//! The stored tests of a model, filled in for one item.

use super::build::{Build, Chosen};
use super::document::QuestionType;
use super::generate::GeneratedTest;
use super::stored_tests::ReadTest;
use super::survey::unsaid_finding;
use crate::bank::Language;
use crate::bank::answer_test::{AnswerTest, TestAnswer};
use crate::bank::check::spaced;
use crate::bank::texts::ItemDocument;
use crate::language::finding::Finding;

impl Build<'_> {
    /// Every test whose condition holds, in every language it is for; and what cannot be filled in.
    pub(super) fn tests(&self, item: &ItemDocument) -> (Vec<GeneratedTest>, Vec<Finding>) {
        let (mut tests, mut findings) = (Vec::new(), Vec::new());
        let holds = |test: &&ReadTest<'_>| {
            let mut condition = test.when.iter();
            condition.all(|when| when.holds_exactly(&self.scope))
        };
        for read in self.scope.model.tests.iter().filter(holds) {
            for language in self.scope.model.wording.keys() {
                if read
                    .test
                    .language
                    .as_ref()
                    .is_some_and(|own| own != *language)
                {
                    continue;
                }
                match self.answer(read, language, item) {
                    Ok(None) => {}
                    Ok(Some(answer)) => tests.push(GeneratedTest {
                        position: read.position,
                        test: AnswerTest {
                            item: item.code.clone(),
                            part: None,
                            language: Some((*language).clone()),
                            answer: TestAnswer::One(answer),
                            earns: read.test.earns,
                        },
                    }),
                    Err(finding) => findings.push(finding),
                }
            }
        }
        (tests, findings)
    }

    /// What is answered: the id of an option, or what is written; nothing where an item has not this error.
    fn answer(
        &self,
        read: &ReadTest<'_>,
        language: &Language,
        item: &ItemDocument,
    ) -> Result<Option<String>, Finding> {
        if let Some(template) = read.text.get(language) {
            let said = self.scope.say(template).map_err(|why| {
                unsaid_finding(&why, format!("/tests/{}/text", read.position), &self.scope)
            })?;
            return self.written(said, read, language, item).map(Some);
        }
        let distractors = &self.scope.model.document.question.distractors;
        let wanted = |one: &&Chosen<'_>| match (one.distractor, &read.test.error) {
            (None, None) => true,
            (Some(n), Some(error)) => distractors.get(n).is_some_and(|d| d.error == *error),
            _ => false,
        };
        let Some(position) = self.answers.iter().position(|one| wanted(&one)) else {
            return Ok(None);
        };
        match self.scope.model.document.question.kind {
            QuestionType::Mcq => Ok(Some(self.option_id(position))),
            QuestionType::Sa => self
                .answer_text(&self.answers[position], language)
                .map(Some),
        }
    }

    /// A written answer as it is; of a multiple-choice item the option that reads so.
    fn written(
        &self,
        said: String,
        read: &ReadTest<'_>,
        language: &Language,
        item: &ItemDocument,
    ) -> Result<String, Finding> {
        if self.scope.model.document.question.kind == QuestionType::Sa {
            return Ok(said);
        }
        let parts = item.texts.get(language).map(|texts| texts.parts.values());
        let mut options = parts.into_iter().flatten().flat_map(|part| &part.options);
        let found = options.find(|(_, text)| spaced(text) == spaced(&said));
        found.map(|(id, _)| id.clone()).ok_or_else(|| {
            Finding::error(
                "model_test_no_option",
                format!("/tests/{}/text", read.position),
            )
            .with("answer", said)
            .with("item", item.code.as_str())
            .with("language", language.as_str())
        })
    }
}
