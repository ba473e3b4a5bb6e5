//! Requests whose body has a union.

use crate::ask::post_json;

const SECRET: &str = "pi_secret";

#[tokio::test]
async fn siblings_choose_wherever_they_stand() {
    for body in [
        r#"{"kind":"CARD","hosted":true,"provider":{"url":"u"}}"#,
        r#"{"provider":{"url":"u"},"hosted":true,"kind":"CARD"}"#,
        r#"{"provider":{"secret":"s","new":1},"kind":"CARD"}"#,
    ] {
        let answer = post_json("/sessions", body).await;
        assert_eq!(answer.status, 200, "{body}: {}", answer.body);
        let sent: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(answer.json(), sent);
    }
}

#[tokio::test]
async fn tags_that_contradict_the_value_are_a_422_that_says_where() {
    let body = format!(r#"{{"kind":"CARD","hosted":true,"provider":{{"secret":"{SECRET}"}}}}"#);
    let answer = post_json("/sessions", body).await;
    answer.is_problem(422);
    assert_eq!(answer.faults(), ["#/provider"]);
    assert!(!answer.body.contains(SECRET), "{}", answer.body);
}

#[tokio::test]
async fn a_shape_that_the_document_does_not_describe_is_a_422() {
    for provider in [r#"{"new":1}"#, "[]", "null", r#"{"secret":"a","url":"b"}"#] {
        let body = format!(r#"{{"kind":"CARD","provider":{provider}}}"#);
        let answer = post_json("/sessions", body).await;
        answer.is_problem(422);
        assert_eq!(answer.faults(), ["#/provider"], "{provider}");
    }
}
