//! Given items stand in the form.

use super::{Builder, Terms};
use crate::assembly::given::GivenItem;
use crate::assembly::program::Group;

impl Builder<'_> {
    pub(super) fn given_items(&mut self, form: usize) {
        let context = self.context;
        for given in &context.options.given_items {
            let terms = self.given_choices(form, given);
            self.rule(Group::Given(given.item.clone()), 1.0, 1.0, terms);
        }
    }

    fn given_choices(&self, form: usize, given: &GivenItem) -> Terms {
        let component = self.context.component;
        self.terms(form, |item, row| {
            (given.is(item) && given.takes(component, &component.rows[row])).then_some(1.0)
        })
    }
}
