//! `nullable: true` beside keywords that refuse null.

use bindery_model::{JsonType, Rule, SchemaRef};

use super::inline;

/// The same rules, none of which refuses null: 3.0 has no other way to say that a reference may be null than
/// `nullable: true` beside `allOf`.
pub(super) fn admit_null(rules: Vec<Rule>) -> Vec<Rule> {
    let (refusing, mut admitting): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(may_refuse_null);
    if refusing.iter().all(|rule| matches!(rule, Rule::Discriminator(_))) {
        admitting.extend(refusing);
        return admitting;
    }
    let null = inline(vec![Rule::Type(vec![JsonType::Null])]);
    let rest = match refusing.as_slice() {
        [Rule::AllOf(parts)] if parts.len() == 1 => parts.clone(),
        _ => vec![inline(refusing)],
    };
    let choices: Vec<SchemaRef> = std::iter::once(null).chain(rest).collect();
    admitting.push(Rule::AnyOf(choices));
    admitting
}

/// What is about other types than null says nothing of it; `type` and `enum` list it where it is allowed.
fn may_refuse_null(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::AllOf(_)
            | Rule::AnyOf(_)
            | Rule::OneOf(_)
            | Rule::Discriminator(_)
            | Rule::Not(_)
            | Rule::If(_)
            | Rule::In(..)
            | Rule::DynamicRef { .. }
    )
}
