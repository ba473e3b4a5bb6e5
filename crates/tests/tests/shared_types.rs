//! Types that two documents have in common are one type: `specs/bindery.toml` generates both crates.

use bindery_runtime::Validate as _;

fn money() -> common_types::types::Money {
    common_types::types::Money::new(5, common_types::types::Currency::Eur)
}

#[test]
fn a_value_of_one_api_is_a_value_of_the_other() {
    let mut order = orders::types::Order::new(money());
    order.tree = Some(common_types::types::Node::new(money()));
    order.either = Some(common_types::types::Money::clone(&order.total).into());
    let total: common_types::types::Money = order.total.clone();
    assert_eq!(total, money());
    order.validate().unwrap();
    let text = serde_json::to_string(&order).unwrap();
    assert_eq!(
        serde_json::from_str::<orders::types::Order>(&text).unwrap(),
        order
    );
}

#[test]
fn inline_types_and_companions_come_along() {
    let mut money: orders::types::Money = money();
    money.rounding = Some(common_types::types::MoneyRounding::Down);
    let details = orders::types::CardDetails::new("4242");
    let companion: common_types::types::PaymentDetails =
        orders::types::PaymentDetails::new(orders::types::PaymentMethod::Card, details).unwrap();
    assert_eq!(companion, companion.clone());
    assert_eq!(money.rounding, Some(orders::types::MoneyRounding::Down));
}

#[test]
fn rules_of_shared_types_hold_in_both() {
    let text = r#"{"total":{"amount":-1,"currency":"EUR"}}"#;
    let order: orders::types::Order = serde_json::from_str(text).unwrap();
    let violations = order.validate().unwrap_err().to_string();
    assert!(violations.contains("total/amount"), "{violations}");
}

#[test]
fn what_differs_is_each_api_s_own() {
    use std::any::TypeId;
    let (theirs, own) = (
        TypeId::of::<common_types::types::Customer>(),
        TypeId::of::<orders::types::Customer>(),
    );
    assert_ne!(theirs, own);
    let name = |length: usize| format!(r#"{{"name":"{}"}}"#, "n".repeat(length));
    let customer: orders::types::Customer = serde_json::from_str(&name(45)).unwrap();
    customer.validate().unwrap();
    let customer: common_types::types::Customer = serde_json::from_str(&name(45)).unwrap();
    assert!(customer.validate().is_err());
}

#[test]
fn a_split_type_is_shared_where_both_have_it() {
    use std::any::TypeId;
    assert_eq!(
        TypeId::of::<common_types::types::Account>(),
        TypeId::of::<orders::types::Account>()
    );
}
