//! What is read and written.

/// A customer with all members, in the document's order.
pub const CUSTOMER: &str = r#"{"id":"cus_8f14e45fceea167a","name":"Grace Brewster Hopper","email":"grace@navy.example","phone":null,"status":"ACTIVE","active":true,"balance":129900,"score":0.875,"tags":["premium","newsletter","beta"],"address":{"street":"3 Compiler Lane","city":"Arlington","postalCode":"22201","country":"US"},"shipping":{"street":"1 Harbour Road","city":"Newport","country":"US"},"metadata":{"campaign":"spring","source":"referral"},"createdAt":"2024-09-29T10:00:00Z"}"#;

/// The same, with members that the document does not declare and in another order.
pub const NEWER_CUSTOMER: &str = r#"{"createdAt":"2024-09-29T10:00:00Z","object":"customer","active":true,"address":{"street":"3 Compiler Lane","city":"Arlington","postalCode":"22201","country":"US"},"balance":129900,"email":"grace@navy.example","id":"cus_8f14e45fceea167a","loyalty":{"tier":"gold","points":12.50},"metadata":{"campaign":"spring","source":"referral"},"name":"Grace Brewster Hopper","phone":null,"score":0.875,"shipping":{"street":"1 Harbour Road","city":"Newport","country":"US"},"status":"ACTIVE","tags":["premium","newsletter","beta"]}"#;

/// A small object of strings.
pub const ADDRESS: &str =
    r#"{"street":"3 Compiler Lane","city":"Arlington","postalCode":"22201","country":"US"}"#;

/// The first of two variants.
pub const INTENT: &str = r#"{"clientSecret":"pi_1234_secret_abcd","publishableKey":"pk_test_1234567890abcdef","paymentIntentId":"pi_1234567890abcdef"}"#;

/// The second of two variants.
pub const HOSTED: &str = r#"{"checkoutUrl":"https://checkout.example/c/pay/cs_test_a1B2c3D4e5F6"}"#;

/// The first of eight, and the last.
pub const PAYMENTS: [(&str, &str); 2] = [
    (
        "first",
        r#"{"amount":1999,"currency":"EUR","card":"d2e3f4a5-b6c7-8901-2345-012345678901"}"#,
    ),
    (
        "last",
        r#"{"amount":1999,"currency":"EUR","debt":"d2e3f4a5-b6c7-8901-2345-012345678901"}"#,
    ),
];

/// The first of eight that a member tells apart, and the last.
pub const EVENTS: [(&str, &str); 2] = [
    (
        "first",
        r#"{"type":"opened","at":"2024-09-29T10:00:00Z","by":"cus_8f14e45fceea167a","note":"by post"}"#,
    ),
    (
        "last",
        r#"{"type":"merged","at":"2024-09-29T10:00:00Z","by":"cus_8f14e45fceea167a","into":"acc_1"}"#,
    ),
];

/// A session whose variant stands before it.
pub const TAGS_FIRST: &str = r#"{"id":"d2e3f4a5-b6c7-8901-2345-012345678901","paymentProvider":"STRIPE","hosted":false,"provider":{"clientSecret":"pi_1234_secret_abcd","publishableKey":"pk_test_1234567890abcdef","paymentIntentId":"pi_1234567890abcdef"},"status":"PENDING","createdAt":"2024-09-29T10:00:00Z","returnUrl":"https://example.com/order/confirmation"}"#;

/// The same whose variant is told at the end.
pub const TAGS_LAST: &str = r#"{"id":"d2e3f4a5-b6c7-8901-2345-012345678901","provider":{"clientSecret":"pi_1234_secret_abcd","publishableKey":"pk_test_1234567890abcdef","paymentIntentId":"pi_1234567890abcdef"},"status":"PENDING","createdAt":"2024-09-29T10:00:00Z","returnUrl":"https://example.com/order/confirmation","paymentProvider":"STRIPE","hosted":false}"#;
