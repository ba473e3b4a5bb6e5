//! Completes a chat.

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

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().bearer(std::env::var("CHAT_API_KEY")?).build()?;
    let answer = ask(&client, "What is a monad?").await?;
    std::io::Write::write_all(&mut std::io::stdout(), answer.as_bytes())?;
    Ok(())
}
