//! Secrets are decoded and written, and shown nowhere.

use bindery_runtime::{Validate as _, json};
use bindery_tests::secrets::types::Credentials;

const TEXT: &str = r#"{"user":"u","password":"hunter2","token":"t0ken","history":["hunter1"]}"#;

#[test]
fn they_are_written_back_and_never_printed() {
    let credentials: Credentials = serde_json::from_str(TEXT).unwrap();
    assert_eq!(credentials.password.expose(), "hunter2");
    assert_eq!(serde_json::to_string(&credentials).unwrap(), TEXT);
    let shown = format!("{credentials:?} {credentials:#?}");
    assert!(!shown.contains("hunter") && !shown.contains("t0ken"), "{shown}");
    credentials.validate().unwrap();
}

#[test]
fn errors_do_not_show_them() {
    for text in [
        r#"{"user":"u","password":["hunter2"]}"#,
        r#"{"user":"u","password":4242}"#,
        r#"{"user":"u","password":"hunter2","token":{"hunter2":4242}}"#,
        r#"{"user":"u","password":"hunter2","history":"hunter2"}"#,
        r#"{"user":["hunter2"],"password":"hunter2"}"#,
        r#"{"password":"hunter2"}"#,
    ] {
        for error in [
            serde_json::from_str::<Credentials>(text).unwrap_err().to_string(),
            json::from_str::<Credentials>(text).unwrap_err().to_string(),
        ] {
            assert!(error.starts_with("#"), "{error}");
            assert!(!error.contains("hunter2") && !error.contains("4242"), "{error}");
        }
    }
}
