//! `cargo bindery fetch`: the only command that reads the network.

use std::{collections::BTreeSet, time::Duration};

use bindery::{Problem, RemoteFiles, Target, keep_copy, missing_copies};
use ureq::{Agent, http::Uri};

use crate::{arguments::Fetch, output::Output};

/// How large a file may be.
const LARGEST: u64 = 64 * 1024 * 1024;
/// How many files are fetched for a document.
const MOST: usize = 2_000;
/// How often one file may be said to be elsewhere.
const REDIRECTS: usize = 5;
/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Fetches until no copy is missing: what a file refers to is known once it is there.
pub(crate) fn fetch(command: &Fetch, output: &Output) -> Result<u8, Problem> {
    let agent: Agent = Agent::config_builder()
        .max_redirects(0)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("cargo-bindery/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let targets = match &command.source.spec {
        Some(_) => command.source.targets_to_explain()?,
        None => command.source.targets()?,
    };
    for target in targets {
        let mut fetched = BTreeSet::new();
        loop {
            let missing = missing_copies(&target, output.rendering())?;
            let new: Vec<String> = missing.into_iter().filter(|url| !fetched.contains(url)).collect();
            if new.is_empty() {
                break;
            }
            for url in new {
                fetch_one(&agent, &target, &url, output)?;
                fetched.insert(url);
            }
            if fetched.len() > MOST {
                return Err(Problem::Usage(format!("more than {MOST} files would be fetched")));
            }
        }
        if fetched.is_empty() {
            output.result(&format!("{}: no copy is missing", target.name));
        }
    }
    Ok(0)
}

fn fetch_one(agent: &Agent, target: &Target, url: &str, output: &Output) -> Result<(), Problem> {
    let bytes = download(agent, &target.remote, url)
        .map_err(|reason| Problem::Usage(format!("cannot fetch {url}: {reason}")))?;
    let path = keep_copy(target, url, &bytes)?;
    output.result(&format!("{url} -> {}", path.display()));
    Ok(())
}

/// The bytes at `url`; each redirect must be allowed itself.
fn download(agent: &Agent, rules: &RemoteFiles, url: &str) -> Result<Vec<u8>, String> {
    let mut url = url.to_owned();
    for _ in 0..=REDIRECTS {
        if !rules.allows(&url) {
            return Err(format!("it leads to {url}, which is not allowed"));
        }
        let mut response = agent.get(&url).call().map_err(|error| error.to_string())?;
        if !response.status().is_redirection() {
            let body = response.body_mut().with_config().limit(LARGEST);
            return body.read_to_vec().map_err(|error| error.to_string());
        }
        let location = response
            .headers()
            .get("location")
            .and_then(|location| location.to_str().ok())
            .ok_or("a redirect that does not say where to")?;
        url = absolute(&url, location)?;
    }
    Err(format!("more than {REDIRECTS} redirects"))
}

/// Where a redirect leads: a URL, or a path on the same machine.
fn absolute(base: &str, location: &str) -> Result<String, String> {
    if location.contains("://") {
        return Ok(location.to_owned());
    }
    let base: Uri = base.parse().map_err(|_| "not a URL".to_owned())?;
    match (base.scheme_str(), base.authority()) {
        (Some(scheme), Some(authority)) if location.starts_with('/') && !location.starts_with("//") => {
            Ok(format!("{scheme}://{authority}{location}"))
        }
        _ => Err(format!(
            "a redirect to `{location}`, which is not an absolute path"
        )),
    }
}
