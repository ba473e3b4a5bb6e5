use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::Problem;

/// How deep repositories stand in each other.
const DEEPEST: usize = 8;

/// What git tells its hooks of the repository that they run for. Here another may be meant, and its index is left alone.
const OF_HOOKS: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// A commit of a git repository. Neither the work tree nor the index is touched.
#[derive(Debug)]
pub(super) struct Repository {
    /// The folder of its work tree.
    pub(super) top: PathBuf,
    /// The commit's hash.
    commit: String,
    /// An index of all files of the commit.
    index: PathBuf,
}

impl Repository {
    /// The repository around `folder`, at the revision `name`; `index` is a file to make.
    pub(super) fn at(name: &str, folder: &Path, index: PathBuf) -> Result<Self, Problem> {
        let top = git(folder, |git| git.args(["rev-parse", "--show-toplevel"]))?;
        let top = PathBuf::from(text(&top));
        let commit = git(folder, |git| {
            git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
                .arg(format!("{name}^{{commit}}"))
        })
        .map_err(|_| Problem::Usage(no_revision(name, &top)))?;
        let repository = Self {
            commit: text(&commit),
            top,
            index,
        };
        git(folder, |git| {
            let git = git.env("GIT_INDEX_FILE", &repository.index);
            git.args(["read-tree", &repository.commit])
        })?;
        Ok(repository)
    }

    /// The files of the commit at or below `paths`, which are relative to the top; each with its mode before it.
    fn files(&self, paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Problem> {
        let listed = git(&self.top, |git| {
            let git = git
                .env("GIT_INDEX_FILE", &self.index)
                .env("GIT_LITERAL_PATHSPECS", "1");
            git.args(["ls-files", "--stage", "-z", "--"]).args(paths)
        })?;
        let entries = listed.stdout.split(|byte| *byte == 0);
        let files = entries.filter_map(|entry| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            let head = String::from_utf8_lossy(entry.get(..tab)?).into_owned();
            Some((head, entry.get(tab + 1..)?.to_vec()))
        });
        Ok(files.collect())
    }

    /// Copies the files at or below `paths` into `folder`, and those of repositories within, as the commit has them.
    pub(super) fn copy(&self, paths: &[PathBuf], folder: &Path) -> Result<(), Problem> {
        self.copy_deep(paths, folder, DEEPEST)
    }

    fn copy_deep(&self, paths: &[PathBuf], folder: &Path, depth: usize) -> Result<(), Problem> {
        if paths.is_empty() {
            return Ok(());
        }
        let (inner, files): (Vec<_>, Vec<_>) = self
            .files(paths)?
            .into_iter()
            .partition(|(head, _)| head.starts_with("160000"));
        let mut names = Vec::new();
        for (_, name) in files {
            names.extend(name);
            names.push(0);
        }
        self.check_out(&names, folder)?;
        for (head, name) in inner {
            let Some(commit) = head.split(' ').nth(1) else {
                continue;
            };
            let name = String::from_utf8_lossy(&name).into_owned();
            let (top, copies) = (self.top.join(&name), folder.join(&name));
            // One that was never fetched has nothing to show, and what refers into it says so.
            if depth == 0 || !top.join(".git").exists() {
                continue;
            }
            fs::create_dir_all(&copies).map_err(Problem::io("create", &copies))?;
            let index = copies.join(".index");
            if let Ok(submodule) = Self::at(commit, &top, index) {
                submodule.copy_deep(&[PathBuf::from(".")], &copies, depth - 1)?;
            }
        }
        Ok(())
    }

    /// Writes the files of these names, each with a NUL after it, below `folder`.
    fn check_out(&self, names: &[u8], folder: &Path) -> Result<(), Problem> {
        let mut prefix = folder.as_os_str().to_owned();
        prefix.push("/");
        let mut child = command(&self.top)
            .env("GIT_INDEX_FILE", &self.index)
            .args(["checkout-index", "-z", "--stdin", "--force", "--prefix"].map(OsStr::new))
            .arg(&prefix)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(no_git)?;
        if let Some(mut stdin) = child.stdin.take() {
            // If git ends early, what it says tells more.
            let _ = stdin.write_all(names);
        }
        let output = child.wait_with_output().map_err(no_git)?;
        succeeded(output).map(drop)
    }

    /// What a file that is called `path` now was called in the commit; paths are relative to the top.
    pub(super) fn former_name(&self, path: &Path) -> Result<PathBuf, Problem> {
        if !self.files(&[path.to_owned()])?.is_empty() {
            return Ok(path.to_owned());
        }
        let renamed = git(&self.top, |git| {
            git.args(["diff", "--no-ext-diff", "--find-renames", "--diff-filter=R"])
                .args(["--name-status", "-z", &self.commit, "--"])
        })?;
        let words: Vec<String> = renamed
            .stdout
            .split(|byte| *byte == 0)
            .map(|word| String::from_utf8_lossy(word).into_owned())
            .collect();
        let mut renames = words.chunks_exact(3);
        let former = renames.find_map(|rename| match rename {
            [_, old, new] if Path::new(new) == path => Some(PathBuf::from(old)),
            _ => None,
        });
        Ok(former.unwrap_or_else(|| path.to_owned()))
    }
}

/// The revision may be there, and not have been fetched.
fn no_revision(name: &str, top: &Path) -> String {
    let shallow = git(top, |git| git.args(["rev-parse", "--is-shallow-repository"]));
    let is_shallow = shallow.is_ok_and(|output| text(&output) == "true");
    let reason = format!("`{name}` is no revision of {}", top.display());
    match is_shallow {
        true => format!(
            "{reason}, which is a shallow clone: fetch the revision first, e.g. `git fetch --depth 1 origin {name}`, or \
             clone all (`fetch-depth: 0`)"
        ),
        false => reason,
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for variable in OF_HOOKS {
        command.env_remove(variable);
    }
    command.arg("-C").arg(folder);
    command
}

fn git(folder: &Path, arguments: impl FnOnce(&mut Command) -> &mut Command) -> Result<Output, Problem> {
    let mut command = command(folder);
    let output = arguments(&mut command)
        .stdin(Stdio::null())
        .output()
        .map_err(no_git)?;
    succeeded(output)
}

fn succeeded(output: Output) -> Result<Output, Problem> {
    if output.status.success() {
        return Ok(output);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let words = words.trim();
    Err(Problem::Usage(format!(
        "git: {}",
        words.strip_prefix("fatal: ").unwrap_or(words)
    )))
}

fn no_git(fault: std::io::Error) -> Problem {
    Problem::Usage(format!("cannot run git: {fault}"))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}
