//! Diagnostics as text, in the style of rustc's.

mod excerpt;
mod places;

use annotate_snippets::{Element, Group, Level, Padding, Renderer};
use bindery_model::{Diagnostic, FileId, Severity};

use crate::source::Sources;
use excerpt::Excerpt;
use places::{Place, Places};

/// Whether the text may hold colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RenderStyle {
    /// Text alone.
    #[default]
    Plain,
    /// With escape sequences for terminals.
    Color,
}

/// Renders all diagnostics, errors first, then in the order of the text, with an empty line after each.
/// The first line of each one begins with `FILE:LINE:COLUMN: `, where it has a place in a file.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: RenderStyle) -> String {
    let mut places = Places::new(sources);
    let mut rendered: Vec<(Option<Rank>, String)> = diagnostics
        .iter()
        .map(|diagnostic| render_one(diagnostic, &mut places, style))
        .collect();
    // As a reader goes through the files, which is not the order of pointers.
    rendered.sort_by_key(|(rank, _)| *rank);
    let texts = rendered.into_iter().map(|(_, text)| text + "\n\n");
    texts.collect()
}

/// Orders what is rendered.
type Rank = (Severity, FileId, usize);

fn render_one(
    diagnostic: &Diagnostic,
    places: &mut Places<'_>,
    style: RenderStyle,
) -> (Option<Rank>, String) {
    let found: Vec<Place<'_>> = diagnostic
        .labels
        .iter()
        .filter_map(|label| places.find(label))
        .collect();
    let excerpts = Excerpt::of(&found);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.name());
    let mut elements: Vec<Element<'_>> = excerpts.iter().flat_map(Excerpt::elements).collect();
    let words = words(diagnostic);
    if !elements.is_empty() && !words.is_empty() {
        elements.push(Padding.into());
    }
    elements.extend(words);
    let group: Group<'_> = title.elements(elements);
    let renderer = match style {
        RenderStyle::Plain => Renderer::plain(),
        RenderStyle::Color => Renderer::styled().hyperlink(false),
    };
    let rendered = renderer.render(&[group]);
    match found.first() {
        Some(place) => (
            Some((diagnostic.severity, place.file, place.span.start)),
            format!("{}: {rendered}", visible(&place.shown())),
        ),
        None => (None, rendered),
    }
}

/// What is said below the excerpts.
fn words(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let notes = diagnostic
        .notes
        .iter()
        .map(|note| Level::NOTE.message(visible(note)).into());
    let help = diagnostic
        .help
        .iter()
        .map(|help| Level::HELP.message(visible(help)).into());
    notes.chain(help).collect()
}

/// A message is one line, whatever it quotes.
fn one_line(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// The text without characters that would steer a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\t' => character,
            control if control.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}
