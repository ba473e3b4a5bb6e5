//! Completes a chat: the answer at once, or word by word as it is made.

use std::io::Write;

use client_examples::chat::Client;
use client_examples::chat::client::{CreateChatCompletionError, Error};
use client_examples::chat::types::{ChatCompletionRequest, Message, Role};

/// Asks a question; the whole answer.
pub(crate) async fn ask(client: &Client, question: &str) -> Result<String, Error<CreateChatCompletionError>> {
    let request = ChatCompletionRequest::new("small", [Message::new(Role::User, question)]);
    let completion = client.create_chat_completion(request).await?;
    let answers = completion
        .choices
        .into_iter()
        .map(|choice| choice.message.content);
    Ok(answers.collect())
}

/// Asks a question; `show` gets each piece of the answer as it comes.
pub(crate) async fn ask_and_show(
    client: &Client,
    question: &str,
    mut show: impl FnMut(&str),
) -> Result<(), Box<dyn std::error::Error>> {
    let request = ChatCompletionRequest::new("small", [Message::new(Role::User, question)]).with_stream(true);
    let mut chunks = client.create_chat_completion(request).as_events().await?;
    while let Some(chunk) = chunks.next().await {
        for choice in chunk?.choices {
            show(choice.delta.content.as_deref().unwrap_or_default());
        }
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().bearer(std::env::var("CHAT_API_KEY")?).build()?;
    let mut out = std::io::stdout();
    let answer = ask(&client, "What is a monad, in a word?").await?;
    writeln!(out, "{answer}")?;
    ask_and_show(&client, "And in more words?", |piece| {
        // A terminal that is gone wants no more of it.
        let _ = write!(out, "{piece}").and_then(|()| out.flush());
    })
    .await
}
