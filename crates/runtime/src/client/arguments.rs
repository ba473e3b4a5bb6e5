//! The arguments of a call, as they are sent.

use serde::Serialize;

use crate::http::parameter::argument::{ArgumentError, write_argument, write_json_argument};
use crate::http::parameter::write::write_empty;
use crate::http::{Buffer, Parameter};

/// The texts of a call's arguments in the order of its parameters, one behind the other. Before each stand the
/// parameter's index and the text's length.
#[derive(Default)]
pub(crate) struct Arguments {
    records: Buffer,
    /// An index that none is above.
    last: Option<u32>,
}

/// What stands before a text: two numbers.
const HEAD: usize = 2 * NUMBER;
const NUMBER: usize = size_of::<u32>();

/// The text of an argument, with where it begins and ends.
struct Record<'a> {
    index: usize,
    text: &'a [u8],
    start: usize,
    end: usize,
}

impl Arguments {
    /// Sets the argument at this index. One that has no text is taken out.
    pub(crate) fn set<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        parameter: &Parameter,
        value: &T,
    ) -> Result<(), ArgumentError> {
        let start = self.begin();
        let written = write_argument(&mut self.records, parameter, value);
        self.end(start, index, written)
    }

    /// The same to a value that is JSON already.
    pub(crate) fn set_json(
        &mut self,
        index: usize,
        parameter: &Parameter,
        json: &str,
    ) -> Result<(), ArgumentError> {
        let start = self.begin();
        let written = write_json_argument(&mut self.records, parameter, json.as_bytes());
        self.end(start, index, written)
    }

    /// The same without a value.
    pub(crate) fn set_empty(&mut self, index: usize, parameter: &Parameter) {
        self.set_text(index, &write_empty(parameter));
    }

    /// The same to a text as it is sent.
    pub(crate) fn set_text(&mut self, index: usize, text: &str) {
        let start = self.begin();
        self.records.push(text.as_bytes());
        self.place(start, index);
    }

    /// Takes the argument at this index out.
    pub(crate) fn remove(&mut self, index: usize) {
        let found = self.records().find(|record| record.index == index);
        if let Some((start, end)) = found.map(|record| (record.start, record.end)) {
            self.records.remove(start..end);
        }
    }

    /// The argument at this index.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let found = self.records().find(|record| record.index == index);
        std::str::from_utf8(found?.text).ok()
    }

    /// The arguments, by the indices of their parameters and in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.records().map(|record| (record.index, record.text))
    }

    /// Makes room for the head of a text that is added at the end; where it begins.
    fn begin(&mut self) -> usize {
        let start = self.records.len();
        self.records.push(&[0; HEAD]);
        start
    }

    fn end(
        &mut self,
        start: usize,
        index: usize,
        written: Result<bool, ArgumentError>,
    ) -> Result<(), ArgumentError> {
        match written {
            Ok(true) => self.place(start, index),
            Ok(false) => {
                self.records.truncate(start);
                self.remove(index);
            }
            Err(error) => {
                self.records.truncate(start);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Moves the text that begins at `start` to where it belongs. Most are there already.
    fn place(&mut self, start: usize, index: usize) {
        let length = self.records.len().saturating_sub(start + HEAD);
        let (Ok(number), Ok(length)) = (u32::try_from(index), u32::try_from(length)) else {
            // A request could not hold it.
            return self.records.truncate(start);
        };
        let head = self.records.as_mut_slice().get_mut(start..start + HEAD);
        if let Some((first, second)) = head.and_then(|head| head.split_at_mut_checked(NUMBER)) {
            first.copy_from_slice(&number.to_le_bytes());
            second.copy_from_slice(&length.to_le_bytes());
        }
        if self.last.is_none_or(|last| last < number) {
            self.last = Some(number);
            return;
        }
        let follows = |record: &Record<'_>| record.index >= index;
        let Some(next) = self.records().find(follows).filter(|next| next.start < start) else {
            return;
        };
        let (place, replaced) = (next.start, (next.index == index).then_some(next.end));
        let size = self.records.len() - start;
        if let Some(moved) = self.records.as_mut_slice().get_mut(place..) {
            moved.rotate_right(size);
        }
        if let Some(end) = replaced {
            self.records.remove(place + size..end + size);
        }
    }

    fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let bytes = self.records.as_slice();
        let mut start = 0;
        std::iter::from_fn(move || {
            let (head, rest) = bytes.get(start..)?.split_at_checked(HEAD)?;
            let (index, length) = head.split_at_checked(NUMBER)?;
            let text = rest.get(..number(length)?)?;
            let end = start + HEAD + text.len();
            let record = Record {
                index: number(index)?,
                text,
                start,
                end,
            };
            start = end;
            Some(record)
        })
    }
}

fn number(bytes: &[u8]) -> Option<usize> {
    let bytes: [u8; NUMBER] = bytes.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

impl Clone for Arguments {
    fn clone(&self) -> Self {
        Self {
            records: Buffer::copy(self.records.as_slice()),
            last: self.last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(arguments: &Arguments) -> Vec<(usize, &str)> {
        let text = |text| std::str::from_utf8(text).expect("it is text");
        arguments
            .iter()
            .map(|(index, bytes)| (index, text(bytes)))
            .collect()
    }

    #[test]
    fn they_are_in_the_order_of_their_parameters() {
        let mut arguments = Arguments::default();
        for (index, text) in [(3, "three"), (0, ""), (7, "seven"), (1, "one")] {
            arguments.set_text(index, text);
        }
        assert_eq!(
            listed(&arguments),
            [(0, ""), (1, "one"), (3, "three"), (7, "seven")]
        );
        assert_eq!((arguments.get(3), arguments.get(2)), (Some("three"), None));
    }

    #[test]
    fn the_last_of_an_index_counts() {
        let mut arguments = Arguments::default();
        for (index, text) in [(1, "one"), (2, "two"), (3, "three")] {
            arguments.set_text(index, text);
        }
        arguments.set_text(2, "a longer two");
        arguments.set_text(3, "");
        arguments.set_text(1, "é");
        assert_eq!(listed(&arguments), [(1, "é"), (2, "a longer two"), (3, "")]);
        arguments.remove(2);
        arguments.remove(2);
        assert_eq!(listed(&arguments.clone()), [(1, "é"), (3, "")]);
    }
}
