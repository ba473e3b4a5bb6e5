//! Values made up from schemas, for tests, mocks and examples.
//!
//! ```
//! use bindery_runtime::fake::Maker;
//! use bindery_runtime::schema::{JsonType, Rule, Schema, validate};
//!
//! static AGE: Schema = Schema(&[Rule::Type(&[JsonType::Integer]), Rule::Minimum("18")]);
//!
//! let text = Maker::new(7).json(&AGE).unwrap();
//! assert!(validate(&AGE, text.as_bytes()).is_ok());
//! assert_eq!(Maker::new(7).json(&AGE), Some(text));
//! ```
//!
//! What is made depends on the seed alone, is what the schema demands (its own validator says so, or nothing is
//! made), and differs from seed to seed: other variants of unions, members that are absent, null and present,
//! lists of several lengths.

mod array;
mod demand;
mod format;
mod height;
mod maker;
mod number;
mod object;
mod pattern;
mod random;
mod text;
mod word;

pub use maker::Maker;
pub use word::Word;
