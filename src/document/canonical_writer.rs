//! Canonical JSON straight from what serialises. No tree of values stands between: for a snapshot of many
//! thousand items making and dropping that tree took most of the time.
//!
//! What serde_json makes of a value is what is written: no number is no value, bytes are a list of
//! numbers, variants with content are objects with one key, and of two equal keys the last one counts.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};

use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Value;

use super::canonical::{double_text, write_text};

/// Why a value cannot be JSON.
#[derive(Debug)]
pub(super) struct NotJson(String);

impl Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotJson {}

impl serde::ser::Error for NotJson {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Written = Result<(), NotJson>;

/// Appends the canonical JSON of a value.
pub(super) fn append<T: Serialize + ?Sized>(value: &T, text: &mut String) -> Written {
    value.serialize(Writer(text))
}

struct Writer<'a>(&'a mut String);

impl<'a> Writer<'a> {
    fn plain(self, value: impl Display) -> Written {
        write!(self.0, "{value}").map_err(NotJson::custom)
    }

    fn list(self, end: &'static str) -> List<'a> {
        self.0.push('[');
        List {
            text: self.0,
            begun: false,
            end,
        }
    }

    fn object(self, fields: usize, end: &'static str) -> Object<'a> {
        Object {
            from: self.0.len(),
            text: self.0,
            entries: Vec::with_capacity(fields),
            key: None,
            end,
        }
    }

    /// `{"variant":`, to be closed by whoever writes the content.
    fn variant(self, variant: &str) -> Self {
        self.0.push('{');
        write_text(variant, self.0);
        self.0.push(':');
        self
    }
}

/// Methods that write a number as it is.
macro_rules! numbers {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, value: $number) -> Written {
            self.plain(value)
        })*
    };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = NotJson;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = List<'a>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    numbers!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64
    );

    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Written {
        match value.is_finite() {
            true => self.0.push_str(&double_text(value)),
            false => self.0.push_str("null"),
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        write_text(value, self.0);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T>(self, _: &'static str, value: &T) -> Written
    where
        T: Serialize + ?Sized,
    {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let Self(text) = self.variant(variant);
        append(value, text)?;
        text.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, NotJson> {
        Ok(self.list("]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'a>, NotJson> {
        Ok(self.list("]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'a>, NotJson> {
        Ok(self.list("]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'a>, NotJson> {
        Ok(self.variant(variant).list("]}"))
    }

    fn serialize_map(self, fields: Option<usize>) -> Result<Object<'a>, NotJson> {
        Ok(self.object(fields.unwrap_or(0), "}"))
    }

    fn serialize_struct(self, _: &'static str, fields: usize) -> Result<Object<'a>, NotJson> {
        Ok(self.object(fields, "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        fields: usize,
    ) -> Result<Object<'a>, NotJson> {
        Ok(self.variant(variant).object(fields, "}}"))
    }
}

struct List<'a> {
    text: &'a mut String,
    begun: bool,
    end: &'static str,
}

impl List<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        append(value, self.text)
    }

    fn ended(self) -> Written {
        self.text.push_str(self.end);
        Ok(())
    }
}

/// Values are written as they come, without their keys; at the end they are copied into their order.
struct Object<'a> {
    text: &'a mut String,
    from: usize,
    /// Keys with where their values begin; each ends where the next one begins.
    entries: Vec<(Cow<'static, str>, usize)>,
    key: Option<String>,
    end: &'static str,
}

impl Object<'_> {
    fn entry<T: Serialize + ?Sized>(&mut self, key: Cow<'static, str>, value: &T) -> Written {
        self.entries.push((key, self.text.len()));
        append(value, self.text)
    }

    fn ended(self) -> Written {
        let written = self.text.len();
        let text = self.text;
        let ends = self.entries.iter().skip(1).map(|entry| entry.1);
        let ends: Vec<usize> = ends.chain([written]).collect();
        let key = |number: &usize| &*self.entries[*number].0;
        let mut order: Vec<(u64, usize)> = Vec::with_capacity(self.entries.len());
        order.extend((0..self.entries.len()).map(|number| (head(key(&number)), number)));
        order.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| key(one).cmp(key(other))));
        let order: Vec<usize> = order.into_iter().map(|(_, number)| number).collect();
        text.push('{');
        let mut begun = false;
        for (place, number) in order.iter().enumerate() {
            let next = order.get(place + 1);
            if next.is_some_and(|next| key(next) == key(number)) {
                continue;
            }
            if begun {
                text.push(',');
            }
            begun = true;
            write_text(key(number), text);
            text.push(':');
            text.extend_from_within(self.entries[*number].1..ends[*number]);
        }
        text.push_str(self.end);
        text.drain(self.from..written);
        Ok(())
    }
}

/// The first eight bytes as a number: keys with different heads are in the order of these.
fn head(key: &str) -> u64 {
    let mut head = [0; 8];
    let bytes = key.as_bytes().iter().take(8);
    head.iter_mut()
        .zip(bytes)
        .for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(head)
}

/// Keys of maps: texts, and what serde_json makes texts of.
fn key_text<T: Serialize + ?Sized>(key: &T) -> Result<String, NotJson> {
    match serde_json::to_value(key).map_err(NotJson::custom)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(truth) => Ok(truth.to_string()),
        _ => Err(NotJson::custom("a key must be a text")),
    }
}

/// The traits of lists, under the names that serde gives the same thing.
macro_rules! lists {
    ($($of:ident: $method:ident),*) => {
        $(impl $of for List<'_> {
            type Ok = ();
            type Error = NotJson;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.element(value)
            }

            fn end(self) -> Written {
                self.ended()
            }
        })*
    };
}

lists!(
    SerializeSeq: serialize_element, SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field
);

/// The traits of objects with known fields.
macro_rules! objects {
    ($($of:ident),*) => {
        $(impl $of for Object<'_> {
            type Ok = ();
            type Error = NotJson;

            fn serialize_field<T>(&mut self, key: &'static str, value: &T) -> Written
            where
                T: Serialize + ?Sized,
            {
                self.entry(Cow::Borrowed(key), value)
            }

            fn end(self) -> Written {
                self.ended()
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = NotJson;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.key = Some(key_text(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        let key = self.key.take().unwrap_or_default();
        self.entry(Cow::Owned(key), value)
    }

    fn end(self) -> Written {
        self.ended()
    }
}
