//! Diagnostics as text, in the style of rustc's, or as JSON.

mod excerpt;
mod locate;
mod message;
mod order;
mod places;
mod rendering;

use annotate_snippets::{Element, Group, Level, Padding, Renderer};
use bindery_model::{Diagnostic, Severity};

use crate::source::Sources;
use excerpt::Excerpt;
use message::Message;
use places::Place;
use rendering::Counts;

pub use locate::{Location, locate};
pub use message::message_line;
pub use order::in_order;
pub(crate) use places::Index;
pub use rendering::Rendering;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RenderStyle {
    /// Text alone.
    #[default]
    Plain,
    /// With escape sequences for terminals.
    Color,
    /// A JSON object per line, for programs.
    Json,
}

/// Renders diagnostics in the order that they have, as [`in_order`] makes it, and says how many more there are
/// than are shown.
///
/// As text, an empty line stands after each, and its first line begins with `FILE:LINE:COLUMN: `, where it has
/// a place in a file. As JSON, each is an object in a line of its own.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, rendering: impl Into<Rendering>) -> String {
    let rendering = rendering.into();
    let mut counts = Counts::new(rendering);
    let mut text = String::new();
    for diagnostic in diagnostics {
        if counts.admits(diagnostic) {
            text += &rendered(diagnostic, sources, rendering.style);
        }
    }
    for (level, message) in counts.left_out(rendering.advice) {
        text += &match rendering.style {
            RenderStyle::Plain | RenderStyle::Color => format!("{level}: {message}\n\n"),
            RenderStyle::Json => message_line(None, level, &message) + "\n",
        };
    }
    text
}

fn rendered(diagnostic: &Diagnostic, sources: &Sources, style: RenderStyle) -> String {
    let labels = diagnostic.labels.iter();
    let found: Vec<Place<'_>> = labels.filter_map(|label| Place::of(label, sources)).collect();
    let text = |renderer| text_of(diagnostic, &found, renderer) + "\n\n";
    match style {
        RenderStyle::Plain => text(Renderer::plain()),
        RenderStyle::Color => text(Renderer::styled().hyperlink(false)),
        RenderStyle::Json => {
            let rendered = text_of(diagnostic, &found, Renderer::plain());
            Message::of(diagnostic, &found, rendered).line() + "\n"
        }
    }
}

fn text_of(diagnostic: &Diagnostic, found: &[Place<'_>], renderer: Renderer) -> String {
    let excerpts = Excerpt::of(found);
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
    let rendered = renderer.render(&[group]);
    match found.first() {
        Some(place) => format!("{}: {rendered}", visible(&place.shown())),
        None => rendered,
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

/// The text without characters that would steer a terminal, or turn around what stands there.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\t' => character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            control if control.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}
