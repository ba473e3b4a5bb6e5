//! What the runtime's macros make public that differs from document to document.

use syn::Macro;

use super::items::{Entry, Reader};
use super::signature;

/// Takes down what a table makes public. Of the other macros each does the same for every type.
pub(super) fn read(reader: &mut Reader<'_>, invocation: &Macro) {
    let Some(name) = invocation.path.segments.last() else {
        return;
    };
    let words = signature::words(&invocation.tokens);
    match name.ident.to_string().as_str() {
        "call" => call(reader, &words),
        "pages" => pages(reader, &words),
        "bodies" => bodies(reader, &words),
        "webhook" => webhook(reader, &words),
        _ => {}
    }
}

/// `GetPetCall => Pet, GetPetError; headers PetHeaders { as_csv => String as "text/csv" }`
fn call(reader: &mut Reader<'_>, words: &[String]) {
    let Some((name, rest)) = arrow(words) else { return };
    let (plain, more) = halves(rest, ";");
    let plain = plain
        .strip_suffix(&["as".to_owned(), "enum".to_owned()])
        .unwrap_or(plain);
    let awaited = format!("Result<{}>", reader.written(plain.to_vec()));
    reader.add(Entry::offered("result", format!("{name}::await"), &[]), awaited);
    let (headers, alternates) = halves(more, "{");
    if let [word, headers @ ..] = headers
        && word == "headers"
    {
        add(reader, "method", format!("{name}::send_with_headers"), headers);
    }
    for row in parts(alternates.strip_suffix(&["}".to_owned()]).unwrap_or(alternates)) {
        let Some((method, held)) = arrow(row) else {
            continue;
        };
        let end = held.iter().rposition(|word| word == "as").unwrap_or(held.len());
        add(
            reader,
            "method",
            format!("{name}::{method}"),
            held.get(..end).unwrap_or(held),
        );
    }
}

/// `ListPetsCall => Pets, Pet, ListPetsError, LIST_PETS_PAGES`
fn pages(reader: &mut Reader<'_>, words: &[String]) {
    let Some((name, rest)) = arrow(words) else { return };
    let parts = parts(rest);
    for (method, held) in ["pages", "items"].into_iter().zip(parts) {
        add(reader, "method", format!("{name}::{method}"), held);
    }
}

/// `PutPetBody { [0] Json from Pet, value; [1] Text, value; }`
fn bodies(reader: &mut Reader<'_>, words: &[String]) {
    let Some((name, rows)) = words.split_first() else {
        return;
    };
    for row in rows.split(|word| word == ";") {
        let Some(from) = row.iter().position(|word| word == "from") else {
            continue;
        };
        let held = row
            .get(from + 1..)
            .and_then(|held| parts(held).next())
            .unwrap_or_default();
        let of = reader.written(held.to_vec());
        add(reader, "impl", format!("{name}::<From<{of}>>"), &[]);
    }
}

/// `PetSoldRequest => PetSoldAnswer, PET_SOLD`
fn webhook(reader: &mut Reader<'_>, words: &[String]) {
    if let Some((name, rest)) = arrow(words) {
        let held = parts(rest).next().unwrap_or_default();
        add(reader, "method", format!("{name}::into_response"), held);
    }
}

fn add(reader: &mut Reader<'_>, kind: &'static str, path: String, held: &[String]) {
    let signature = reader.written(held.to_vec());
    reader.add(Entry::offered(kind, path, &[]), signature);
}

/// What stands before and after `=>`.
fn arrow(words: &[String]) -> Option<(&str, &[String])> {
    let (name, rest) = words.split_first()?;
    let rest = rest.strip_prefix(&["=".to_owned(), ">".to_owned()])?;
    Some((name, rest))
}

/// What stands before and after the first `mark`.
fn halves<'w>(words: &'w [String], mark: &str) -> (&'w [String], &'w [String]) {
    match words.iter().position(|word| word == mark) {
        Some(index) => (
            words.get(..index).unwrap_or_default(),
            words.get(index + 1..).unwrap_or_default(),
        ),
        None => (words, &[]),
    }
}

/// What stands between commas, those between brackets left alone.
fn parts(words: &[String]) -> impl Iterator<Item = &[String]> {
    let mut depth = 0_usize;
    let mut before = "";
    let parts = words.split(move |word| {
        match word.as_str() {
            "<" | "(" | "[" | "{" => depth += 1,
            // `>` of an arrow closes nothing.
            ">" if before == "=" || before == "-" => {}
            ">" | ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = if word == "=" || word == "-" { "=" } else { "" };
        word == "," && depth == 0
    });
    parts.filter(|part| !part.is_empty())
}
