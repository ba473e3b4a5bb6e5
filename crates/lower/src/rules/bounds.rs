//! Keywords that compare: lengths, counts, and numbers.

use std::cmp::Ordering;

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Json, Number, Rule};

use crate::lowering::Lowering;

/// Keywords of which the first must not be more than the second.
const PAIRS: &[(&str, &str)] = &[
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minContains", "maxContains"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
];

impl<'d> Lowering<'d> {
    pub(super) fn bound(&mut self, schema: &Cursor<'d>, keyword: &str, value: &Cursor<'d>) -> Option<Rule> {
        let count: fn(u64) -> Rule = match keyword {
            "minLength" => Rule::MinLength,
            "maxLength" => Rule::MaxLength,
            "minItems" => Rule::MinItems,
            "maxItems" => Rule::MaxItems,
            "minProperties" => Rule::MinProperties,
            "maxProperties" => Rule::MaxProperties,
            _ => return self.number_rule(schema, keyword, value),
        };
        self.count(keyword, value).map(count)
    }

    fn number_rule(&mut self, schema: &Cursor<'d>, keyword: &str, value: &Cursor<'d>) -> Option<Rule> {
        let rule: fn(Number) -> Rule = match keyword {
            "minimum" if is_true(schema, "exclusiveMinimum") => Rule::ExclusiveMinimum,
            "maximum" if is_true(schema, "exclusiveMaximum") => Rule::ExclusiveMaximum,
            "minimum" => Rule::Minimum,
            "maximum" => Rule::Maximum,
            "exclusiveMinimum" if value.as_bool().is_none() => Rule::ExclusiveMinimum,
            "exclusiveMaximum" if value.as_bool().is_none() => Rule::ExclusiveMaximum,
            "multipleOf" => return self.multiple_of(value),
            "uniqueItems" => return (value.as_bool() == Some(true)).then_some(Rule::UniqueItems),
            _ => return None,
        };
        self.number(value).map(rule)
    }

    fn multiple_of(&mut self, value: &Cursor<'d>) -> Option<Rule> {
        let divisor = self.number(value)?;
        if divisor.is_positive() {
            return Some(Rule::MultipleOf(divisor));
        }
        let message = format!("nothing is a multiple of {}; it is not checked", divisor.0);
        self.ignored(value, message, "must be more than zero");
        None
    }

    /// A length or a count.
    pub(super) fn count(&mut self, keyword: &str, value: &Cursor<'d>) -> Option<u64> {
        let number = self.number(value)?;
        match number.as_i128() {
            Some(count) if count < 0 => {
                let message = format!("no length is negative; `{keyword}` is not checked");
                self.ignored(value, message, "must not be negative");
                None
            }
            Some(count) => Some(u64::try_from(count).unwrap_or(u64::MAX)),
            None => {
                let message = "a length is a whole number, and this has a fraction or too many digits";
                let diagnostic = Diagnostic::error(Code::BadKeyword, message, value.origin())
                    .label("expected a whole number")
                    .help("round it, or take the keyword out");
                self.fault(value, diagnostic);
                None
            }
        }
    }

    fn number(&mut self, value: &Cursor<'d>) -> Option<Number> {
        match value.value() {
            Json::Number(number) => Some(number.clone()),
            Json::String(text) if is_number(text) => {
                let message = format!("a number stands in quotes; it is read as {text}");
                let diagnostic = Diagnostic::warning(Code::Mended, message, value.origin())
                    .label("a string")
                    .help("take the quotes off");
                self.report(diagnostic);
                Some(Number(text.clone()))
            }
            _ => self.bad_keyword(value, "a bound is a number", "a number"),
        }
    }

    fn ignored(&mut self, value: &Cursor<'d>, message: String, label: &str) {
        let diagnostic = Diagnostic::warning(Code::BadBound, message, value.origin())
            .label(label)
            .help("correct the number, or take the keyword out");
        self.report(diagnostic);
    }

    /// Says where two bounds leave nothing between them.
    pub(super) fn compare_bounds(&mut self, schema: &Cursor<'d>) {
        for (least, most) in PAIRS {
            let (Some(low), Some(high)) = (schema.get(least), schema.get(most)) else {
                continue;
            };
            let (Json::Number(left), Json::Number(right)) = (low.value(), high.value()) else {
                continue;
            };
            if left.compare(right) == Ordering::Greater {
                let message = format!("`{least}` is more than `{most}`: no value satisfies both");
                let diagnostic = Diagnostic::warning(Code::EmptyRange, message, low.origin())
                    .label("more than the other")
                    .also(high.origin(), "the other bound")
                    .help("exchange them, or take one out");
                self.report(diagnostic);
            }
        }
    }
}

/// Whether a text is a number in JSON's grammar, near enough to be meant as one.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

fn is_true(schema: &Cursor<'_>, keyword: &str) -> bool {
    schema.get(keyword).and_then(|value| value.as_bool()) == Some(true)
}
