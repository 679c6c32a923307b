//! Closed lists with one spelling everywhere: JSON, YAML, rows, CSV.

/// Declares an enum with one text spelling, its list and its parser.
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        // The plain list beside the documented one lets maps with such keys name their allowed keys.
        #[schemars(extend("type" = "string", "enum" = [$($text),+]))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in its usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or_else(|| {
                    let allowed: Vec<_> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    format!("'{text}' is not one of {}", allowed.join(", "))
                })
            }
        }
    };
}
pub(crate) use text_enum;
