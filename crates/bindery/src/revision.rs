use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::target::lexically_absolute;
use crate::{Problem, Target};

/// The files of a target as they were in a revision of its git repository, in a folder of their own, which goes
/// with this.
#[derive(Debug)]
pub struct Revision {
    /// What it was asked for by: a tag, a branch, a commit.
    name: String,
    /// The repository.
    top: PathBuf,
    /// The copies, each under its path in the repository.
    copies: PathBuf,
}

/// Tells the folders of one process apart.
static COUNT: AtomicUsize = AtomicUsize::new(0);

impl Revision {
    /// Takes the files of `target` out of the revision `name`: the folder that its document may refer to, and
    /// its overlays. Neither the work tree nor the index is touched.
    ///
    /// # Errors
    /// [`Problem::Usage`] where there is no repository or no such revision, [`Problem::Io`] where files
    /// cannot be written.
    pub fn check_out(name: &str, target: &Target) -> Result<Self, Problem> {
        let spec = lexically_absolute(&target.spec);
        let folder = spec.parent().unwrap_or(Path::new("."));
        let top = git(folder, |git| git.args(["rev-parse", "--show-toplevel"]))?;
        let top = PathBuf::from(text(&top));
        let commit = format!("{name}^{{commit}}");
        git(folder, |git| {
            git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
                .arg(&commit)
        })
        .map_err(|_| Problem::Usage(format!("`{name}` is no revision of {}", top.display())))?;
        let revision = Self {
            name: name.to_owned(),
            copies: new_folder()?,
            top,
        };
        revision.fill(&commit, target, folder)?;
        Ok(revision)
    }

    /// The target as it was: its files are those of the revision.
    pub fn target(&self, target: &Target) -> Target {
        let mut old = target.clone();
        let moved = |path: &Path| self.copy_of(path).unwrap_or_else(|| path.to_owned());
        old.spec = moved(&target.spec);
        old.overlays = target.overlays.iter().map(|overlay| moved(overlay)).collect();
        old.root = target.root.as_deref().map(moved);
        old.remote.cache = target.remote.cache.as_deref().map(moved);
        old
    }

    /// Whether the revision has the target's document.
    pub fn has(&self, target: &Target) -> bool {
        self.copy_of(&target.spec).is_some_and(|copy| copy.is_file())
    }

    /// How a file of the revision is shown: `REV:path/in/repository`.
    pub fn shown(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.copies).unwrap_or(path);
        format!("{}:{}", self.name, crate::target::slashes(inner))
    }

    /// Where the copy of a file is; nowhere, if it is not of the repository.
    fn copy_of(&self, path: &Path) -> Option<PathBuf> {
        let absolute = real(path);
        Some(self.copies.join(absolute.strip_prefix(real(&self.top)).ok()?))
    }

    fn fill(&self, commit: &str, target: &Target, folder: &Path) -> Result<(), Problem> {
        let index = self.copies.join(".index");
        git(folder, |git| {
            git.env("GIT_INDEX_FILE", &index).args(["read-tree", commit])
        })?;
        let root = target.root.as_deref().unwrap_or(folder);
        let mut wanted = vec![root.to_owned()];
        wanted.extend(target.overlays.iter().cloned());
        wanted.extend(target.remote.cache.iter().cloned());
        let inner: Vec<PathBuf> = wanted
            .iter()
            .filter_map(|path| Some(real(path).strip_prefix(real(&self.top)).ok()?.to_owned()))
            .map(|path| {
                if path.as_os_str().is_empty() {
                    PathBuf::from(".")
                } else {
                    path
                }
            })
            .collect();
        let listed = git(&self.top, |git| {
            let git = git
                .env("GIT_INDEX_FILE", &index)
                .env("GIT_LITERAL_PATHSPECS", "1");
            git.args(["ls-files", "-z", "--"]).args(&inner)
        })?;
        let mut prefix = self.copies.clone().into_os_string();
        prefix.push("/");
        let mut child = command(&self.top)
            .env("GIT_INDEX_FILE", &index)
            .args([
                OsStr::new("checkout-index"),
                OsStr::new("-z"),
                OsStr::new("--stdin"),
                OsStr::new("--prefix"),
            ])
            .arg(&prefix)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(no_git)?;
        if let Some(mut stdin) = child.stdin.take() {
            // If git ends early, what it says tells more.
            let _ = stdin.write_all(&listed.stdout);
        }
        let output = child.wait_with_output().map_err(no_git)?;
        succeeded(output).map(drop)
    }
}

impl Drop for Revision {
    fn drop(&mut self) {
        // What is left behind lies in the folder for such things.
        let _ = fs::remove_dir_all(&self.copies);
    }
}

/// The path as the file system has it, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let absolute = lexically_absolute(path);
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            return if rest.as_os_str().is_empty() {
                real
            } else {
                real.join(rest)
            };
        }
    }
    absolute
}

fn new_folder() -> Result<PathBuf, Problem> {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("bindery-revision-{}-{number}", std::process::id());
    let path = real(&std::env::temp_dir()).join(name);
    // Fails where it is there already: it might be somebody else's.
    match fs::create_dir(&path) {
        Ok(()) => Ok(path),
        Err(source) => Err(Problem::Io {
            action: "create",
            path,
            source,
        }),
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
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
