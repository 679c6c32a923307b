//! What several forms may have in common, kept up to date while they change.

/// Most forms that can be kept apart at once.
pub const MOST_FORMS: usize = 128;

/// What forms may share.
#[derive(Clone, Debug, Default)]
pub struct Sharing {
    /// Candidate → number of its item.
    pub item_of: Vec<usize>,
    /// Most common items of any two forms.
    pub most_common: u32,
    /// Item → in how many of these forms it may stand; `None` without a limit.
    pub uses: Vec<Option<u32>>,
    /// Item → shared on purpose, so that it is no overlap and no use.
    pub anchor: Vec<bool>,
}

/// Which item stands in which form.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    sharing: &'a Sharing,
    /// Item → forms, one bit each.
    forms_of: Vec<u128>,
    /// Common items of each pair.
    common: Vec<Vec<u32>>,
    /// Form → forms with which it has as many items in common as may be.
    full: Vec<u128>,
}

impl<'a> Standing<'a> {
    /// No item stands in any of so many forms.
    pub fn new(sharing: &'a Sharing, forms: usize) -> Self {
        let full = match sharing.most_common {
            0 => u128::MAX,
            _ => 0,
        };
        Self {
            sharing,
            forms_of: vec![0; sharing.uses.len()],
            common: vec![vec![0; forms]; forms],
            full: vec![full; forms],
        }
    }

    /// Whether a candidate may come into a form, for another one or beside those that are there.
    pub fn may(&self, form: usize, out: Option<usize>, put: usize) -> bool {
        let item = self.sharing.item_of[put];
        if self.sharing.anchor[item] {
            return true;
        }
        let others = self.forms_of[item] & !(1 << form);
        if others == 0 {
            return self.sharing.uses[item].is_none_or(|most| most > 0);
        }
        if self.sharing.uses[item].is_some_and(|most| others.count_ones() >= most) {
            return false;
        }
        let leaving = out.map(|out| self.sharing.item_of[out]);
        let leaving = leaving.filter(|item| !self.sharing.anchor[*item]);
        let freed = leaving.map_or(0, |item| self.forms_of[item]);
        others & self.full[form] & !freed & !(1 << form) == 0
    }

    /// A candidate comes into a form.
    pub fn put(&mut self, form: usize, candidate: usize) {
        self.count(form, candidate, 1);
        self.forms_of[self.sharing.item_of[candidate]] |= 1 << form;
    }

    /// A candidate leaves a form.
    pub fn take(&mut self, form: usize, candidate: usize) {
        self.forms_of[self.sharing.item_of[candidate]] &= !(1 << form);
        self.count(form, candidate, -1);
    }

    fn count(&mut self, form: usize, candidate: usize, more: i32) {
        let item = self.sharing.item_of[candidate];
        if self.sharing.anchor[item] {
            return;
        }
        for other in 0..self.common.len() {
            if other == form || self.forms_of[item] & (1 << other) == 0 {
                continue;
            }
            let now = self.common[form][other].saturating_add_signed(more);
            for (a, b) in [(form, other), (other, form)] {
                self.common[a][b] = now;
                if now >= self.sharing.most_common {
                    self.full[a] |= 1 << b;
                } else {
                    self.full[a] &= !(1 << b);
                }
            }
        }
    }

    /// Whether all pairs are within their bounds.
    pub fn holds(&self) -> bool {
        let most = self.sharing.most_common;
        let pairs = self.common.iter().flatten().all(|common| *common <= most);
        let uses = self.sharing.uses.iter().zip(&self.forms_of);
        pairs
            && uses
                .zip(&self.sharing.anchor)
                .all(|((most, forms), anchor)| {
                    *anchor || most.is_none_or(|most| forms.count_ones() <= most)
                })
    }
}
