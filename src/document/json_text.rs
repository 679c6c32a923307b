//! JSON text with places. Structure is read here; strings are decoded by `serde_json`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::pointer::child;
use super::scalar;
use super::tree::{Budget, Inside, Limits, Spot, at, duplicate_key};
use crate::language::finding::{Finding, Place};

pub(super) fn read(text: &str, limits: &Limits) -> Result<(Value, Spot), Vec<Finding>> {
    let budget = Budget::new(limits);
    let (path, findings) = (Vec::new(), Vec::new());
    let mut reader = Reader {
        text,
        at: 0,
        line: 1,
        counted: 0,
        column: 0,
        path,
        budget,
        findings,
    };
    match reader.document() {
        Ok(read) if reader.findings.is_empty() => Ok(read),
        Ok(_) => Err(reader.findings),
        Err(stop) => {
            reader.findings.push(stop);
            Err(reader.findings)
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Byte up to which the characters of this line have been counted, and their number.
    counted: usize,
    column: u32,
    /// Keys and indices down to the value being read; a pointer is made of them only for a finding.
    path: Vec<String>,
    budget: Budget<'a>,
    findings: Vec<Finding>,
}

type Read = Result<(Value, Spot), Finding>;

impl Reader<'_> {
    fn document(&mut self) -> Read {
        self.skip_space();
        if self.at == self.text.len() {
            return Err(at(Finding::error("document_empty", ""), self.place()));
        }
        let read = self.value(1)?;
        self.skip_space();
        if self.at < self.text.len() {
            Err(self.syntax("end of the text"))
        } else {
            Ok(read)
        }
    }

    fn value(&mut self, depth: usize) -> Read {
        let place = self.place();
        self.budget
            .spend(1, 0)
            .map_err(|finding| at(finding, place))?;
        match self.peek() {
            Some(b'{') => self.object(depth, place),
            Some(b'[') => self.array(depth, place),
            Some(b'"') => Ok((Value::String(self.string()?), Spot::leaf(place))),
            Some(b'-' | b'0'..=b'9') => Ok((self.number(place)?, Spot::leaf(place))),
            _ => self.word().map(|value| (value, Spot::leaf(place))),
        }
    }

    fn object(&mut self, depth: usize, place: Place) -> Read {
        self.budget
            .enter(depth)
            .map_err(|finding| at(finding, place))?;
        let (mut map, mut spots) = (Map::new(), BTreeMap::<String, Spot>::new());
        self.at += 1;
        let mut more = !self.closes(b'}');
        while more {
            let (key, key_place) = self.key()?;
            self.path.push(key.clone());
            let (value, mut spot) = self.value(depth + 1)?;
            spot.key = Some(key_place);
            match spots.get(&key).and_then(|first| first.key) {
                Some(first) => {
                    self.report(duplicate_key(self.pointer(), &key, key_place, first))?
                }
                None => {
                    spots.insert(key.clone(), spot);
                    map.insert(key, value);
                }
            }
            self.path.pop();
            more = self.goes_on(b'}', "',' or '}'")?;
        }
        Ok((
            Value::Object(map),
            Spot {
                inside: Inside::Object(spots),
                ..Spot::leaf(place)
            },
        ))
    }

    /// The key and its colon.
    fn key(&mut self) -> Result<(String, Place), Finding> {
        self.skip_space();
        let place = self.place();
        if self.peek() != Some(b'"') {
            return Err(self.syntax("a key in double quotes"));
        }
        let key = self.string()?;
        self.budget
            .spend_key(&key)
            .map_err(|finding| at(finding, place))?;
        self.expect(b':', "':'")?;
        self.skip_space();
        Ok((key, place))
    }

    fn array(&mut self, depth: usize, place: Place) -> Read {
        self.budget
            .enter(depth)
            .map_err(|finding| at(finding, place))?;
        let (mut list, mut spots) = (Vec::new(), Vec::new());
        self.at += 1;
        let mut more = !self.closes(b']');
        while more {
            self.skip_space();
            self.path.push(list.len().to_string());
            let (value, spot) = self.value(depth + 1)?;
            self.path.pop();
            list.push(value);
            spots.push(spot);
            more = self.goes_on(b']', "',' or ']'")?;
        }
        Ok((
            Value::Array(list),
            Spot {
                inside: Inside::List(spots),
                ..Spot::leaf(place)
            },
        ))
    }

    fn string(&mut self) -> Result<String, Finding> {
        let start = self.at;
        let mut escaped = false;
        let rest = self.text.as_bytes()[start + 1..].iter();
        let length = rest.clone().position(|&byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let Some(length) = length else {
            return Err(self.syntax("a closing double quote"));
        };
        let end = start + length + 2;
        let text: String = serde_json::from_str(&self.text[start..end]).map_err(|_| {
            self.syntax("a string without raw control characters and with valid escapes")
        })?;
        let place = self.place();
        self.budget
            .spend(0, text.len())
            .map_err(|finding| at(finding, place))?;
        self.at = end;
        Ok(text)
    }

    fn number(&mut self, place: Place) -> Result<Value, Finding> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'))
            .unwrap_or(rest.len());
        let text = &rest[..length];
        if !is_json_number(text) {
            return Err(self.syntax("a number"));
        }
        let is_integer = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'-'));
        let value = if is_integer {
            scalar::integer(text)
        } else {
            scalar::float(text)
        };
        self.at += length;
        if let Some(value) = value {
            return Ok(value);
        }
        let shown: String = text.chars().take(40).collect();
        let finding = Finding::error("number_out_of_range", self.pointer()).with("value", shown);
        self.report(at(finding, place)).map(|()| Value::Null)
    }

    fn word(&mut self) -> Result<Value, Finding> {
        let words = [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
        ];
        for (word, value) in words {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.syntax("a value"))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            if self.peek() == Some(b'\n') {
                self.line += 1;
                self.counted = self.at + 1;
                self.column = 0;
            }
            self.at += 1;
        }
    }

    fn closes(&mut self, close: u8) -> bool {
        self.skip_space();
        let closes = self.peek() == Some(close);
        self.at += usize::from(closes);
        closes
    }

    fn goes_on(&mut self, close: u8, wanted: &str) -> Result<bool, Finding> {
        if self.closes(close) {
            return Ok(false);
        }
        self.expect(b',', wanted).map(|()| true)
    }

    fn expect(&mut self, byte: u8, wanted: &str) -> Result<(), Finding> {
        self.skip_space();
        if self.peek() != Some(byte) {
            return Err(self.syntax(wanted));
        }
        self.at += 1;
        Ok(())
    }

    /// Counts characters since it was last asked on this line, so that one long line is read once.
    fn place(&mut self) -> Place {
        let characters = self.text[self.counted..self.at].chars().count();
        self.column = self
            .column
            .saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        self.counted = self.at;
        Place {
            line: self.line,
            column: self.column.saturating_add(1),
        }
    }

    fn pointer(&self) -> String {
        self.path
            .iter()
            .fold(String::new(), |pointer, step| child(&pointer, step))
    }

    /// Keeps a finding that lets reading go on; gives it back when there are enough.
    fn report(&mut self, finding: Finding) -> Result<(), Finding> {
        if self.budget.enough(&self.findings) {
            return Err(finding);
        }
        self.findings.push(finding);
        Ok(())
    }

    fn syntax(&mut self, wanted: &str) -> Finding {
        let near = self.text[self.at..]
            .chars()
            .next()
            .map_or_else(String::new, String::from);
        let place = self.place();
        at(
            Finding::error("json_syntax", self.pointer())
                .with("wanted", wanted)
                .with("near", near),
            place,
        )
    }
}

/// The number grammar of RFC 8259, section 6.
fn is_json_number(text: &str) -> bool {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(e) => (&text[..e], Some(&text[e + 1..])),
        None => (text, None),
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}
