//! Stages, modules and routes of a panel.

use std::collections::BTreeSet;

use super::super::document::{PanelRoute, PanelRule, RouteCount};
use super::{Inspection, check, child};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_panel(&mut self) {
        let document = self.document;
        let Some(panel) = &document.panel else {
            return;
        };
        if document.components.is_empty() {
            let finding = Finding::error("key_forbidden", "/panel").with("key", "panel");
            self.report(finding.with("document", "test"));
            return;
        }
        self.check_stages(panel);
        self.check_routes(panel);
        self.check_route_rules(panel);
        self.check_module_rules(panel);
        let known: BTreeSet<&str> = document.components.iter().map(|c| c.id.as_str()).collect();
        for id in panel
            .modules
            .keys()
            .filter(|id| !known.contains(id.as_str()))
        {
            let finding = Finding::error("panel_module_unknown", child("/panel/modules", id));
            self.report(finding.with("module", id.as_str()));
        }
    }

    /// Every component is a module of exactly one stage.
    fn check_stages(&mut self, panel: &PanelRule) {
        let document = self.document;
        let ids = panel.stages.iter().enumerate();
        self.report_doubles(ids.map(|(n, s)| (s.id.as_str(), format!("/panel/stages/{n}/id"))));
        let mut placed: BTreeSet<&str> = BTreeSet::new();
        for (n, stage) in panel.stages.iter().enumerate() {
            for (m, module) in stage.modules.iter().enumerate() {
                let at = format!("/panel/stages/{n}/modules/{m}");
                let code = match document.components.iter().any(|c| c.id == *module) {
                    false => "panel_module_unknown",
                    true if !placed.insert(module) => "panel_module_twice",
                    true => continue,
                };
                self.report(Finding::error(code, at).with("module", module.as_str()));
            }
        }
        for (n, component) in document.components.iter().enumerate() {
            if !placed.contains(component.id.as_str()) {
                let at = format!("/components/{n}/id");
                let finding = Finding::error("panel_module_in_no_stage", at);
                self.report(finding.with("module", component.id.as_str()));
            }
        }
    }

    /// Rules of a module are checked like those of a document.
    fn check_module_rules(&mut self, panel: &PanelRule) {
        for (id, module) in &panel.modules {
            let mut document = self.document.clone();
            document.panel = None;
            document.constraints = module.constraints.clone();
            let at = child("/panel/modules", id);
            let found = check(&document, &self.references).into_iter();
            let own = found.filter(|finding| finding.pointer.starts_with("/constraints"));
            self.findings.extend(own.map(|finding| finding.under(&at)));
        }
    }

    /// A route has one module of every stage in order, and every module stands on a route.
    fn check_routes(&mut self, panel: &PanelRule) {
        let routes = panel.all_routes();
        if routes.len() > PanelRule::MOST_ROUTES {
            let finding = Finding::error("panel_routes_too_many", "/panel/routes");
            self.report(finding.with("most", PanelRule::MOST_ROUTES));
            return;
        }
        let ids = panel.routes.iter().enumerate();
        self.report_doubles(ids.map(|(n, r)| (r.id.as_str(), format!("/panel/routes/{n}/id"))));
        for (n, route) in panel.routes.iter().enumerate() {
            if !goes_through(panel, route) {
                let at = format!("/panel/routes/{n}/modules");
                let finding = Finding::error("panel_route_skips", at);
                self.report(finding.with("route", route.id.as_str()));
            }
        }
        let walked: BTreeSet<&String> = routes.iter().flat_map(|route| &route.modules).collect();
        for (n, stage) in panel.stages.iter().enumerate() {
            for (m, module) in stage.modules.iter().enumerate() {
                if !walked.contains(module) {
                    let at = format!("/panel/stages/{n}/modules/{m}");
                    let finding = Finding::error("panel_module_on_no_route", at);
                    self.report(finding.with("module", module.as_str()));
                }
            }
        }
    }

    fn check_route_rules(&mut self, panel: &PanelRule) {
        let routes = panel.all_routes();
        let ids = panel.route_rules.iter().enumerate();
        let place = |n: usize| format!("/panel/route_rules/{n}/id");
        self.report_doubles(ids.map(|(n, rule)| (rule.id.as_str(), place(n))));
        for (n, rule) in panel.route_rules.iter().enumerate() {
            let at = format!("/panel/route_rules/{n}");
            for (m, name) in rule.routes.iter().enumerate() {
                if !routes.iter().any(|route| route.id == *name) {
                    let finding = Finding::error("panel_route_unknown", format!("{at}/routes/{m}"));
                    self.report(finding.with("route", name.as_str()));
                }
            }
            match (rule.min, rule.max) {
                (None, None) => {
                    let finding = Finding::error("panel_rule_without_bounds", at.clone());
                    self.report(finding.with("rule", rule.id.as_str()));
                }
                (Some(min), Some(max)) => self.check_range(min, max, at.clone()),
                _ => {}
            }
            if (rule.count == RouteCount::Information) != rule.theta.is_some() {
                let finding = Finding::error("panel_rule_theta", format!("{at}/theta"));
                self.report(finding.with("rule", rule.id.as_str()));
            }
        }
    }
}

fn goes_through(panel: &PanelRule, route: &PanelRoute) -> bool {
    let mut pairs = panel.stages.iter().zip(&route.modules);
    panel.stages.len() == route.modules.len()
        && pairs.all(|(stage, module)| stage.modules.contains(module))
}
