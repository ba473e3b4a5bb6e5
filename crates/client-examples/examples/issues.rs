//! Goes through all issues of a repository, page by page.

use client_examples::issues::Client;
use client_examples::issues::client::{Error, ListIssuesError};
use client_examples::issues::types::ListIssuesState;

/// The titles of all open issues that have this label.
pub(crate) async fn titles(
    client: &Client,
    owner: &str,
    repo: &str,
    label: &str,
) -> Result<Vec<String>, Error<ListIssuesError>> {
    let call = client.list_issues(owner, repo);
    let mut issues = call.with_state(ListIssuesState::Open).with_per_page(100).items();
    let mut titles = Vec::new();
    while let Some(issue) = issues.next().await {
        let issue = issue?;
        if issue.labels.iter().flatten().any(|known| known == label) {
            titles.push(issue.title);
        }
    }
    Ok(titles)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().bearer(std::env::var("ISSUES_TOKEN")?).build()?;
    let titles = titles(&client, "octo", "hello", "bug").await?;
    std::io::Write::write_all(&mut std::io::stdout(), titles.join("\n").as_bytes())?;
    Ok(())
}
