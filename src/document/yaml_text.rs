//! YAML text with places, from the events of `saphyr-parser`. No recursion: the nesting is a stack.

use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use serde_json::{Map, Value};

use super::pointer::child;
use super::scalar;
use super::tree::{Budget, Inside, Limits, Spot, at, duplicate_key};
use crate::language::finding::{Finding, Place};

pub(super) fn read(text: &str, limits: &Limits) -> Result<(Value, Spot), Vec<Finding>> {
    let mut reader = Reader {
        stack: Vec::new(),
        anchors: HashMap::new(),
        root: None,
        documents: 0,
        budget: Budget::new(limits),
        findings: Vec::new(),
    };
    if let Err(stop) = reader.run(text) {
        reader.findings.push(stop);
    }
    match reader.root {
        Some(node) if reader.findings.is_empty() => Ok((node.value, node.spot)),
        _ => Err(reader.findings),
    }
}

/// A finished value with its cost, so that an alias pays it again.
#[derive(Clone)]
struct Node {
    value: Value,
    spot: Spot,
    values: usize,
    bytes: usize,
    /// Levels of nesting inside (a scalar has none).
    height: usize,
}

/// An open list or mapping.
struct Open {
    anchor: usize,
    node: Node,
    /// The key that waits for its value; the key's place.
    key: Option<(String, Place)>,
    is_mapping: bool,
    first_seen: HashMap<String, Place>,
}

struct Reader<'a> {
    stack: Vec<Open>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
    documents: usize,
    budget: Budget<'a>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn run(&mut self, text: &str) -> Result<(), Finding> {
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| {
                let place = place_of(error.marker());
                match indenting_tab(text, place.line) {
                    Some(tab) => at(Finding::error("yaml_tab", self.pointer()), tab),
                    None => at(
                        Finding::error("yaml_syntax", self.pointer()).with("problem", error.info()),
                        place,
                    ),
                }
            })?;
            let place = place_of(&span.start);
            self.event(event, place)
                .map_err(|finding| match finding.place {
                    Some(_) => finding,
                    None => at(finding, place),
                })?;
        }
        match self.root {
            Some(_) => Ok(()),
            None => Err(at(
                Finding::error("document_empty", ""),
                Place { line: 1, column: 1 },
            )),
        }
    }

    fn event(&mut self, event: Event<'_>, place: Place) -> Result<(), Finding> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Finding::error("yaml_many_documents", ""));
                }
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                if self.wants_key() {
                    if anchor > 0 {
                        let node = scalar_node(Value::String(text.to_string()), text.len(), place);
                        self.remember(anchor, &node)?;
                    }
                    return self.take_key(text.into_owned(), place);
                }
                let value = self.scalar(&text, style, tag.as_deref(), place)?;
                let node = scalar_node(value, text.len(), place);
                self.budget.spend(node.values, node.bytes)?;
                self.remember(anchor, &node)?;
                self.take(node);
                Ok(())
            }
            Event::SequenceStart(anchor, tag) => self.open(anchor, tag.as_deref(), false, place),
            Event::MappingStart(anchor, tag) => self.open(anchor, tag.as_deref(), true, place),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        place: Place,
    ) -> Result<Value, Finding> {
        let tag_name = tag.and_then(core_name);
        let is_text = match tag {
            None => style != ScalarStyle::Plain,
            Some(_) => matches!(tag_name, Some("str" | "!")),
        };
        if is_text {
            return Ok(Value::String(text.to_owned()));
        }
        let Some(value) = scalar::resolve(text) else {
            let shown: String = text.chars().take(40).collect();
            let finding =
                Finding::error("number_out_of_range", self.pointer()).with("value", shown);
            return self.report(at(finding, place)).map(|()| Value::Null);
        };
        match tag {
            Some(tag) if !tag_name.is_some_and(|name| fits(name, &value)) => {
                self.refuse_tag(tag, place)?
            }
            _ => {}
        }
        Ok(value)
    }

    fn open(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        is_mapping: bool,
        place: Place,
    ) -> Result<(), Finding> {
        if self.wants_key() {
            return Err(Finding::error("yaml_key_not_text", self.pointer()));
        }
        self.budget.enter(self.stack.len() + 1)?;
        self.budget.spend(1, 0)?;
        if let Some(tag) = tag
            && core_name(tag) != Some(if is_mapping { "map" } else { "seq" })
        {
            self.refuse_tag(tag, place)?;
        }
        let (value, inside) = match is_mapping {
            true => (Value::Object(Map::new()), Inside::Object(BTreeMap::new())),
            false => (Value::Array(Vec::new()), Inside::List(Vec::new())),
        };
        let mut node = Node {
            height: 1,
            ..scalar_node(value, 0, place)
        };
        node.spot.inside = inside;
        self.stack.push(Open {
            anchor,
            node,
            key: None,
            is_mapping,
            first_seen: HashMap::new(),
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Finding> {
        let Some(open) = self.stack.pop() else {
            return Ok(());
        };
        self.remember(open.anchor, &open.node)?;
        self.take(open.node);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, place: Place) -> Result<(), Finding> {
        // An alias inside its own anchor has nothing to repeat yet.
        let Some(known) = self.anchors.get(&anchor) else {
            return Err(Finding::error("yaml_alias_unknown", self.pointer()));
        };
        if self.wants_key() {
            let Value::String(text) = &known.value else {
                return Err(Finding::error("yaml_key_not_text", self.pointer()));
            };
            let text = text.clone();
            return self.take_key(text, place);
        }
        self.budget.spend(known.values, known.bytes)?;
        self.budget.enter(self.stack.len() + known.height)?;
        let mut node = known.clone();
        node.spot.value = place;
        node.spot.key = None;
        self.take(node);
        Ok(())
    }

    /// Keeps an anchored value; the copy costs as much as the value.
    fn remember(&mut self, anchor: usize, node: &Node) -> Result<(), Finding> {
        if anchor > 0 {
            self.budget.spend(node.values, node.bytes)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(())
    }

    fn wants_key(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|open| open.is_mapping && open.key.is_none())
    }

    fn take_key(&mut self, key: String, place: Place) -> Result<(), Finding> {
        self.budget.spend_key(&key)?;
        let Some(open) = self.stack.last_mut() else {
            return Ok(());
        };
        let first = *open.first_seen.entry(key.clone()).or_insert(place);
        open.key = Some((key.clone(), place));
        if first == place {
            Ok(())
        } else {
            self.report(duplicate_key(self.pointer(), &key, place, first))
        }
    }

    fn take(&mut self, mut node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        let parent = &mut open.node;
        parent.values += node.values;
        parent.bytes += node.bytes;
        parent.height = parent.height.max(node.height + 1);
        match (&mut parent.value, &mut parent.spot.inside, open.key.take()) {
            (Value::Object(map), Inside::Object(spots), Some((key, place))) => {
                parent.bytes += key.len();
                node.spot.key = Some(place);
                spots.insert(key.clone(), node.spot);
                map.insert(key, node.value);
            }
            (Value::Array(list), Inside::List(spots), _) => {
                spots.push(node.spot);
                list.push(node.value);
            }
            _ => {}
        }
    }

    fn refuse_tag(&mut self, tag: &Tag, place: Place) -> Result<(), Finding> {
        let finding =
            Finding::error("yaml_tag_refused", self.pointer()).with("tag", tag.to_string());
        self.report(at(finding, place))
    }

    /// Keeps a finding that lets reading go on; gives it back when there are enough.
    fn report(&mut self, finding: Finding) -> Result<(), Finding> {
        if self.budget.enough(&self.findings) {
            return Err(finding);
        }
        self.findings.push(finding);
        Ok(())
    }

    /// Pointer of the value that is being read, made only for a finding.
    fn pointer(&self) -> String {
        self.stack.iter().fold(String::new(), |pointer, open| {
            match (&open.key, &open.node.value) {
                (Some((key, _)), _) => child(&pointer, key),
                (None, Value::Array(list)) => format!("{pointer}/{}", list.len()),
                (None, _) => pointer,
            }
        })
    }
}

fn scalar_node(value: Value, bytes: usize, place: Place) -> Node {
    Node {
        value,
        spot: Spot::leaf(place),
        values: 1,
        bytes,
        height: 0,
    }
}

/// A tab in the indentation of the line where the parser gave up, or of the next one (it gives up
/// late): the likely reason.
fn indenting_tab(text: &str, line: u32) -> Option<Place> {
    let lines = (line..).zip(text.split('\n').skip(line as usize - 1).take(2));
    lines
        .filter_map(|(line, content)| {
            let indentation = content.chars().take_while(|c| matches!(c, ' ' | '\t'));
            let column = indentation.enumerate().find(|(_, c)| *c == '\t')?.0;
            Some(Place {
                line,
                column: u32::try_from(column).ok()?.saturating_add(1),
            })
        })
        .next()
}

fn core_name(tag: &Tag) -> Option<&str> {
    if tag.is_yaml_core_schema() {
        return Some(&tag.suffix);
    }
    // The non-specific tag `!` makes any scalar a text.
    (tag.handle.as_str() == "!" && tag.suffix.is_empty()
        || tag.handle.is_empty() && tag.suffix == "!")
        .then_some("!")
}

fn fits(core_name: &str, value: &Value) -> bool {
    match core_name {
        "null" => value.is_null(),
        "bool" => value.is_boolean(),
        "int" => value.is_i64() || value.is_u64(),
        "float" => value.is_number(),
        _ => false,
    }
}

fn place_of(marker: &Marker) -> Place {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        line: narrow(marker.line()).max(1),
        column: narrow(marker.col()).saturating_add(1),
    }
}
