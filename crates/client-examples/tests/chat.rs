//! What `examples/chat.rs` sends, and what it makes of the answer.

#[expect(dead_code, reason = "a test runs what `main` would")]
#[path = "../examples/chat.rs"]
mod chat;

use client_examples::chat::Client;
use client_examples::recording::{Recording, answer};

fn client(recording: &Recording) -> Client {
    let client = Client::builder().bearer("key").transport(recording.clone());
    client.build().expect("a client")
}

#[tokio::test]
async fn a_question_is_answered() {
    let body = r#"{"id":"1","choices":[{"message":{"role":"assistant","content":"A monoid."},"finish_reason":"stop"}]}"#;
    let recording = Recording::new([answer(200, "application/json", body)]);
    let answer = chat::ask(&client(&recording), "What?").await;
    assert_eq!(answer.ok().as_deref(), Some("A monoid."));
    let asked = recording.asked();
    assert_eq!(asked[0].uri(), "https://chat.example.com/v1/chat/completions");
    assert_eq!(asked[0].headers()["authorization"], "Bearer key");
    assert_eq!(
        asked[0].body(),
        r#"{"model":"small","messages":[{"role":"user","content":"What?"}]}"#
    );
}

#[tokio::test]
async fn an_answer_comes_word_by_word() -> Result<(), Box<dyn std::error::Error>> {
    let events = concat!(
        ": this takes a moment\n\n",
        r#"data: {"id":"1","choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#,
        "\n\n",
        r#"data: {"id":"1","choices":[{"delta":{"content":"A "}}]}"#,
        "\n\n",
        r#"data: {"id":"1","choices":[{"delta":{"content":"monoid."}}]}"#,
        "\n\n",
        r#"data: {"id":"1","choices":[{"delta":{},"finish_reason":"stop"}]}"#,
        "\n\ndata: [DONE]\n\n",
    );
    let recording = Recording::new([answer(200, "text/event-stream", events)]);
    let mut shown = Vec::new();
    chat::ask_and_show(&client(&recording), "What?", |piece| shown.push(piece.to_owned())).await?;
    assert_eq!(shown, ["", "A ", "monoid.", ""]);
    let asked = recording.asked();
    assert_eq!(asked[0].headers()["accept"], "text/event-stream");
    assert_eq!(
        asked[0].body(),
        r#"{"model":"small","messages":[{"role":"user","content":"What?"}],"stream":true}"#
    );
    Ok(())
}
