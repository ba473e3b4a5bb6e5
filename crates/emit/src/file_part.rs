use crate::parallel::in_parallel;
use crate::rust_file::RustFile;
use crate::scope::Scope;

/// Adds to `file` what `add` makes of each of `items`, in their order; several are made at the same time.
pub(crate) fn add_each<'a, T: Sync>(
    scope: &mut Scope<'a>,
    file: &mut RustFile,
    items: &[T],
    add: impl Fn(&mut Scope<'a>, &mut RustFile, &T) + Sync,
) {
    let base: &Scope<'a> = scope;
    let parts = in_parallel(items, |item| {
        let (mut scope, mut part) = (base.part(), RustFile::default());
        add(&mut scope, &mut part, item);
        (scope, part)
    });
    for (seen, part) in parts {
        scope.absorb(&seen);
        file.append(part);
    }
}

/// What `make` gives for each of `items`, in their order; several are made at the same time.
pub(crate) fn each_text<'a, T: Sync>(
    scope: &mut Scope<'a>,
    items: &[T],
    make: impl Fn(&mut Scope<'a>, &T) -> String + Sync,
) -> Vec<String> {
    let base: &Scope<'a> = scope;
    let parts = in_parallel(items, |item| {
        let mut scope = base.part();
        let text = make(&mut scope, item);
        (scope, text)
    });
    let take = |(seen, text): (Scope<'a>, String)| {
        scope.absorb(&seen);
        text
    };
    parts.into_iter().map(take).collect()
}
