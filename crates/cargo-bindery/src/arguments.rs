use std::path::{Path, PathBuf};

use bindery::{AmbiguousUnions, Part, Problem, Project, Runtime, Target, package_name};
use bindery_model::Code;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{diff, selection::Selection};

/// Rust from OpenAPI: types, an async client, an axum server.
#[derive(Debug, Parser)]
#[command(
    name = "cargo bindery",
    bin_name = "cargo bindery",
    version,
    about,
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    /// How what is said about documents is written, on standard error
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,
    /// How many errors and how many warnings are shown, 0 for all; by default 100, or 1000 as JSON
    #[arg(long, global = true, value_name = "N")]
    pub(crate) max_messages: Option<usize>,
    /// Say what the code of a diagnostic means, such as `dangling-reference`, with an example
    #[arg(long, value_name = "CODE", exclusive = true, value_parser = code)]
    pub(crate) explain: Option<Code>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For reading
    Human,
    /// One JSON object per line
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a crate from a document, or every target of a bindery.toml
    Generate(Generate),
    /// Say which generated files are stale, missing or surplus; write nothing
    Check(Check),
    /// Say what becomes of a document's schemas and operations, and why
    Explain(Explain),
    /// Say what will hurt the users of a document's API, though the document is valid
    Lint(Lint),
    /// Copy the files of other machines that documents refer to and may read, with their hashes
    #[cfg(feature = "fetch")]
    Fetch(Fetch),
    /// Serve a document from its examples and from made-up values, without compiling anything
    #[cfg(feature = "mock")]
    Mock(Mock),
    /// Write the first file of a server: an impl of each trait, whose methods answer 501 Not Implemented
    Stub(Stub),
    /// Print a document with its overlays, and with the files that it refers to, as one file
    Bundle(Bundle),
    /// Say what changed between two versions of a document, and whom it breaks
    Diff(diff::Arguments),
    /// Write a first bindery.toml
    Init(Init),
    /// Print what a bindery.toml may hold: each key, its default, and what an example changes
    Settings(SettingsCommand),
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Write into a folder that bindery did not write before
    #[arg(long)]
    pub(crate) force: bool,
    /// Go on, and write again when the documents, overlays or bindery.toml change, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

#[cfg(feature = "fetch")]
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    #[command(flatten)]
    pub(crate) source: Source,
}

#[cfg(feature = "mock")]
#[derive(Debug, Args)]
pub(crate) struct Mock {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The address or name to listen at
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port to listen at; 0 is any that is free
    #[arg(long, default_value_t = 4010)]
    pub(crate) port: u16,
    /// What made-up values depend on
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// Make values up where the document has examples, too
    #[arg(long)]
    pub(crate) dynamic: bool,
}

#[derive(Debug, Args)]
#[command(mut_arg("output", |output| output.value_name("FILE").help(
    "The file to write, which must not be there yet; without it the text is printed"
)))]
#[command(mut_arg("name", |name| name.help(
    "The generated crate's package; by default the target's, or else called after SPEC"
)))]
pub(crate) struct Stub {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Where the generated code is, if not in a crate called like the package, e.g. `crate::api`
    #[arg(long, value_name = "PATH")]
    pub(crate) module: Option<String>,
    /// Print what this file lacks of the server's traits, and write nothing; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub(crate) missing: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SettingsCommand {
    /// Print a JSON Schema instead, for editors
    #[arg(long)]
    pub(crate) schema: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) source: Source,
}

#[derive(Debug, Args)]
#[command(mut_arg("output", |output| output.value_name("FILE").help("The file to write; by default it is printed")))]
pub(crate) struct Bundle {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The notation; by default that of FILE, or else the document's
    #[arg(long, value_enum)]
    pub(crate) format: Option<Notation>,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Notation {
    /// YAML
    Yaml,
    /// JSON
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) source: Source,
    /// A JSON pointer, e.g. '#/components/schemas/Pet': only what stands there and below
    pub(crate) pointer: Option<String>,
    /// Say instead what the code of a diagnostic means
    #[arg(long, value_name = "CODE", exclusive = true, value_parser = code)]
    pub(crate) code: Option<Code>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Accepted as by generate; nothing is written
    #[arg(long, hide = true)]
    pub(crate) force: bool,
}

impl Explain {
    /// A pointer may stand alone, where a target is named instead of a document.
    pub(crate) fn source_and_pointer(&self) -> (Source, Option<String>) {
        let mut source = self.source.clone();
        let first = source.spec.as_ref().and_then(|spec| spec.to_str());
        match (first, &self.pointer) {
            (Some(first), None) if first.starts_with('#') => {
                let pointer = first.to_owned();
                source.spec = None;
                (source, Some(pointer))
            }
            (_, pointer) => (source, pointer.clone()),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Show every finding, not only the first ones of each code
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The OpenAPI document
    pub(crate) spec: PathBuf,
    /// Replace a bindery.toml that is there
    #[arg(long)]
    pub(crate) force: bool,
}

/// The document and what is made of it.
#[derive(Clone, Debug, Args)]
pub(crate) struct Source {
    /// The OpenAPI document; without one the targets of --config are meant. With --config or --target the
    /// target of this document is meant, with its settings
    pub(crate) spec: Option<PathBuf>,
    /// The folder of the generated crate
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The package's name; by default it is called after DIR
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// What to make
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) emit: Vec<Emit>,
    /// An OpenAPI Overlay to apply; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Vec<PathBuf>,
    /// The folder that relative references may not leave; by default the document's own
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Let references lead to URLs below this one, read from copies; may be given several times
    #[arg(long, value_name = "URL")]
    pub(crate) remote_allow: Vec<String>,
    /// The folder of those copies; by default `remote` beside the document
    #[arg(long, value_name = "DIR")]
    pub(crate) remote_cache: Option<PathBuf>,
    /// bindery-runtime: a path (with a separator or a leading dot) or a version requirement
    #[arg(long, value_name = "PATH|REQ", value_parser = Runtime::parse)]
    pub(crate) runtime: Option<Runtime>,
    /// Make the crate a workspace of its own
    #[arg(long)]
    pub(crate) standalone: bool,
    /// Leave out what is faulty in the document, with a warning each
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Refuse unions whose variants nothing tells apart
    #[arg(long)]
    pub(crate) deny_ambiguous_unions: bool,
    /// Make errors of warnings of this code; `warnings` stands for all; may be given several times
    #[arg(long, value_name = "CODE", value_parser = warning_code)]
    pub(crate) deny: Vec<String>,
    /// Do not tell warnings of this code; may be given several times
    #[arg(long, value_name = "CODE", value_parser = warning_code)]
    pub(crate) allow: Vec<String>,
    /// The configuration that lists targets; by default bindery.toml, which a SPEC alone does not read
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Only this target of --config; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Vec<String>,
    /// The parts of the document that are made
    #[command(flatten)]
    pub(crate) selection: Selection,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emit {
    /// The types, which are always made
    Types,
    /// The async client
    Client,
    /// The axum server
    Server,
    /// Made-up values, and a service that answers with them
    Fake,
}

impl Source {
    /// The targets that are meant: the document's own, or the configuration's.
    pub(crate) fn targets(&self) -> Result<Vec<Target>, Problem> {
        let spec = match &self.spec {
            Some(spec) if !self.is_configured() => spec,
            spec => return self.configured_targets(spec.as_deref()),
        };
        let Some(output) = &self.output else {
            return Err(Problem::Usage(format!("{} needs --output DIR", spec.display())));
        };
        Ok(vec![self.target_of(spec.clone(), output.clone())?])
    }

    /// The same without an output folder, which explaining does not need.
    pub(crate) fn targets_to_explain(&self) -> Result<Vec<Target>, Problem> {
        match (&self.spec, &self.output) {
            (Some(spec), None) if !self.is_configured() => {
                let stem = spec
                    .file_stem()
                    .map_or_else(|| "api".into(), |stem| stem.to_string_lossy().into_owned());
                let name = self.name.clone().unwrap_or_else(|| format!("api-{stem}"));
                let target = Target::new(package_name(Some(&name), spec).map_err(usage)?, spec, ".");
                Ok(vec![self.adjust(target)])
            }
            _ => self.targets(),
        }
    }

    /// Whether the configuration counts: where it is named, or one of its targets is, or no document is.
    pub(crate) fn is_configured(&self) -> bool {
        self.spec.is_none() || self.config.is_some() || !self.target.is_empty()
    }

    /// The configuration's file, where it counts.
    pub(crate) fn configuration(&self) -> Option<PathBuf> {
        self.is_configured().then(|| self.config())
    }

    fn config(&self) -> PathBuf {
        self.config.clone().unwrap_or_else(|| "bindery.toml".into())
    }

    /// The targets of the configuration: those that are named, and of the document if there is one.
    fn configured_targets(&self, spec: Option<&Path>) -> Result<Vec<Target>, Problem> {
        let is_lost = spec.is_none() && self.config.is_none() && !self.config().exists();
        if is_lost {
            return Err(Problem::Usage(
                "no document was named, and there is no bindery.toml here; name one, or write a first bindery.toml \
                 with `cargo bindery init SPEC`"
                    .to_owned(),
            ));
        }
        let project = Project::read(self.config())?;
        let targets = match spec {
            Some(spec) => project.select_of(spec, &self.target)?,
            None => project.select(&self.target)?,
        };
        let is_meant = |target: &Target| targets.iter().any(|meant| meant.name == target.name);
        let moved = spec
            .and(self.output.as_ref())
            .map(|output| (output, targets.len()));
        if let Some((output, 2..)) = moved {
            let output = output.display();
            return Err(Problem::Usage(format!(
                "--output {output} is for one target; choose it with --target"
            )));
        }
        let adjusted = targets.iter().map(|target| {
            let mut target = self.adjust_meant((*target).clone(), &is_meant);
            if let Some((output, _)) = moved {
                target.output = output.clone();
            }
            if let Some(name) = spec.and(self.name.as_deref()) {
                target.package = package_name(Some(name), &target.output).map_err(usage)?;
            }
            Ok(target)
        });
        adjusted.collect()
    }

    /// The target with what the command line says of it; so with those that it takes types from, where
    /// they are meant, too.
    fn adjust_meant(&self, mut target: Target, is_meant: &impl Fn(&Target) -> bool) -> Target {
        for from in &mut target.types_from {
            from.target = self.adjust_meant(from.target.clone(), is_meant);
        }
        match is_meant(&target) {
            true => self.adjust(target),
            false => target,
        }
    }

    fn target_of(&self, spec: PathBuf, output: PathBuf) -> Result<Target, Problem> {
        let name = package_name(self.name.as_deref(), &output).map_err(usage)?;
        Ok(self.adjust(Target::new(name, spec, output)))
    }

    /// The command that makes these files again, as it is typed here.
    pub(crate) fn generate_command(&self) -> String {
        let mut words = vec!["cargo bindery generate".to_owned()];
        let mut option = |name: &str, value: Option<String>| {
            words.extend(value.map(|value| format!("{name}{value}")));
        };
        let path = |path: &PathBuf| path.display().to_string();
        option("", self.spec.as_ref().map(path));
        let config = self.is_configured().then(|| self.config());
        option("--config ", config.as_ref().map(path));
        self.target
            .iter()
            .for_each(|target| option("--target ", Some(target.clone())));
        option("--output ", self.output.as_ref().map(path));
        option("--name ", self.name.clone());
        if !self.emit.is_empty() {
            let names = self
                .emit
                .iter()
                .filter_map(|emit| Some(emit.to_possible_value()?.get_name().to_owned()));
            option("--emit ", Some(names.collect::<Vec<_>>().join(",")));
        }
        self.overlay
            .iter()
            .for_each(|overlay| option("--overlay ", Some(path(overlay))));
        option("--root ", self.root.as_ref().map(path));
        self.remote_allow
            .iter()
            .for_each(|url| option("--remote-allow ", Some(url.clone())));
        option("--remote-cache ", self.remote_cache.as_ref().map(path));
        option("--runtime ", self.runtime.as_ref().map(ToString::to_string));
        option("--standalone", self.standalone.then(String::new));
        option("--keep-going", self.keep_going.then(String::new));
        option(
            "--deny-ambiguous-unions",
            self.deny_ambiguous_unions.then(String::new),
        );
        self.deny
            .iter()
            .for_each(|code| option("--deny ", Some(code.clone())));
        self.allow
            .iter()
            .for_each(|code| option("--allow ", Some(code.clone())));
        for (flag, name) in self.selection.flags() {
            option(&flag, Some(name));
        }
        words.join(" ")
    }

    /// The target with what the command line says of it.
    fn adjust(&self, mut target: Target) -> Target {
        target.overlays.extend(self.overlay.iter().cloned());
        target.root = self.root.clone().or(target.root);
        target.remote.allow.extend(self.remote_allow.iter().cloned());
        target.remote.cache = self.remote_cache.clone().or(target.remote.cache);
        if !self.emit.is_empty() {
            let chosen = [
                (Emit::Client, Part::Client),
                (Emit::Server, Part::Server),
                (Emit::Fake, Part::Fake),
            ];
            target.parts = chosen
                .into_iter()
                .filter(|(name, _)| self.emit.contains(name))
                .map(|(_, part)| part)
                .collect();
        }
        if let Some(runtime) = &self.runtime {
            target.runtime = runtime.clone();
        }
        if self.deny_ambiguous_unions {
            target.settings.ambiguous_unions = AmbiguousUnions::Deny;
        }
        // What is said here counts more than what the configuration says of the same code.
        target
            .settings
            .allow
            .retain(|code| !self.deny.contains(&code.text));
        target
            .settings
            .deny
            .retain(|code| !self.allow.contains(&code.text));
        target
            .settings
            .allow
            .extend(self.allow.iter().map(|code| code.as_str().into()));
        target
            .settings
            .deny
            .extend(self.deny.iter().map(|code| code.as_str().into()));
        self.selection.apply(&mut target.settings);
        target.standalone |= self.standalone;
        target.settings.keep_going |= self.keep_going;
        target
    }
}

/// The code of this name.
fn code(text: &str) -> Result<Code, String> {
    Code::named(text).ok_or_else(|| match bindery::check_warning_code(text) {
        Err(help) => help,
        Ok(()) => "this stands for the codes of all warnings".to_owned(),
    })
}

/// A code, or `warnings`.
fn warning_code(text: &str) -> Result<String, String> {
    match bindery::check_warning_code(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(help) => Err(help),
    }
}

fn usage(error: impl std::fmt::Display) -> Problem {
    Problem::Usage(error.to_string())
}
