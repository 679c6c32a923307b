//! A multistage test: the components of a battery are modules, a candidate takes one of each stage, and
//! which one comes next depends on the answers so far.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Constraints, Texts};
use crate::bank::{Difficulty, ItemType, Thinking};
use crate::language::text_enum;

/// The stages of a panel, the routes through them, and what holds over a whole route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelRule {
    /// Stages in order; each component of the battery belongs to exactly one.
    #[schemars(length(min = 1, max = 10))]
    pub stages: Vec<PanelStage>,
    /// Routes, each with one module of every stage in order; every way through the stages when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<PanelRoute>,
    /// Rules of assembly of single modules: component id → rules; those of the document for the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub modules: BTreeMap<String, PanelModule>,
    /// What holds over a whole route.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub route_rules: Vec<RouteRule>,
    /// True where an item may stand in two modules that no route has both of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub items_shared_between_routes: bool,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelStage {
    /// Stage id.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Title by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
    /// Ids of the components that are its modules.
    #[schemars(length(min = 1, max = 20))]
    pub modules: Vec<String>,
}

/// A way through the stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelRoute {
    /// Route id.
    #[schemars(length(min = 1, max = 200))]
    pub id: String,
    /// One module of every stage, in order.
    pub modules: Vec<String>,
}

/// What is said of one module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelModule {
    /// Its rules of assembly: its own target above all.
    pub constraints: Constraints,
}

/// Bounds of something counted over all modules of a route. An item is counted where every condition
/// that is named holds for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteRule {
    /// Rule id.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Routes it is for; all when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
    /// What is counted.
    pub count: RouteCount,
    /// Ability of the information, on the scale of the modules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -10.0, max = 10.0))]
    pub theta: Option<f64>,
    /// Objective codes; an item counts with any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Objective prefixes of whole segments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives_prefix: Vec<String>,
    /// Thinking levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thinking: Vec<Thinking>,
    /// Difficulty levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub difficulty: Vec<Difficulty>,
    /// Task types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub min: Option<f64>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub max: Option<f64>,
}

text_enum! {
    /// What is counted over a route.
    RouteCount {
        /// Items.
        Items = "items",
        /// Points of items that count.
        Points = "points",
        /// Known minutes.
        Minutes = "minutes",
        /// Information at an ability.
        Information = "information",
    }
}

impl PanelRule {
    /// The routes: those that are named, else every way through the stages, `A-B-C` by its modules.
    pub fn all_routes(&self) -> Vec<PanelRoute> {
        if !self.routes.is_empty() {
            return self.routes.clone();
        }
        let mut ways: Vec<Vec<String>> = vec![Vec::new()];
        for stage in &self.stages {
            let longer = |way: &Vec<String>| {
                let way = way.clone();
                stage.modules.iter().map(move |module| {
                    let mut way = way.clone();
                    way.push(module.clone());
                    way
                })
            };
            ways = ways
                .iter()
                .flat_map(longer)
                .take(Self::MOST_ROUTES + 1)
                .collect();
        }
        let route = |modules: Vec<String>| PanelRoute {
            id: modules.join("-"),
            modules,
        };
        ways.into_iter().map(route).collect()
    }

    /// Most routes of a panel.
    pub const MOST_ROUTES: usize = 200;
}

impl RouteRule {
    /// True where the rule is for a route.
    pub fn is_for(&self, route: &str) -> bool {
        self.routes.is_empty() || self.routes.iter().any(|own| own == route)
    }
}
