use super::seen::Seen;
use super::value_test::{ValueTest, strings};
use super::{Others, Selection, Test, VariantSet};
use crate::json::kind_of;
use crate::schema::JsonType;
use crate::text::{RawString, Scanner, SyntaxError};

/// A selection by the names that it asks about, so that a value's names are looked up once each.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) all: VariantSet,
    /// The variants that are out for each JSON type of the value, in [`JsonType::ALL`]'s order.
    pub(super) out_by_type: Vec<VariantSet>,
    /// Tests of the value itself.
    pub(super) of_value: Vec<ValueTest>,
    pub(super) members: Vec<Member>,
    /// The variants that a member of any other name rules out.
    out_by_others: VariantSet,
    pub(super) items: Vec<Items>,
}

/// What the elements of an array say.
#[derive(Debug)]
pub(super) struct Items {
    element: Index,
    /// The variants that an empty array is not taken for.
    out_when_empty: VariantSet,
}

/// The variants that a value may be.
#[derive(Debug)]
pub(crate) struct Survivors {
    /// Where siblings have chosen one.
    pub(crate) beside_tags: VariantSet,
    /// Those that are out where nothing but the value decides.
    pub(super) undeclared: VariantSet,
}

impl Survivors {
    /// Where nothing but the value decides.
    pub(super) fn alone(&self) -> VariantSet {
        let mut alone = self.beside_tags.clone();
        alone.remove_all(&self.undeclared);
        alone
    }
}

/// What a member of one name says.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) out_when_absent: VariantSet,
    pub(super) out_when_present: VariantSet,
    /// The variants that are out when it is there and no siblings have chosen.
    undeclared: VariantSet,
    pub(super) values: Vec<ValueTest>,
    pub(super) types: Vec<VariantSet>,
}

pub(super) fn set(variants: impl IntoIterator<Item = usize>) -> VariantSet {
    let mut set = VariantSet::empty();
    variants.into_iter().for_each(|variant| set.insert(variant));
    set
}

/// For each JSON type, the variants of `accepts` that do not accept it.
fn out_by_type(accepts: &[(usize, &[JsonType])]) -> Vec<VariantSet> {
    let refusing = |found: &JsonType| {
        set(accepts
            .iter()
            .filter(|(_, accepts)| !found.is_one_of(accepts))
            .map(|(variant, _)| *variant))
    };
    JsonType::ALL.iter().map(refusing).collect()
}

fn unite(into: &mut Vec<VariantSet>, other: Vec<VariantSet>) {
    if into.is_empty() {
        *into = other;
        return;
    }
    into.iter_mut()
        .zip(&other)
        .for_each(|(set, other)| set.insert_all(other));
}

impl Index {
    pub(super) fn new(selection: &Selection) -> Self {
        Self::of(selection.tests, selection.variants.len())
    }

    fn of(tests: &[Test], variants: usize) -> Self {
        let mut index = Self {
            all: VariantSet::all(variants),
            out_by_type: Vec::new(),
            of_value: Vec::new(),
            members: Vec::new(),
            out_by_others: VariantSet::empty(),
            items: Vec::new(),
        };
        tests.iter().for_each(|test| index.add(test, variants));
        // Last, when every name is known.
        tests.iter().for_each(|test| index.close(test));
        index
    }

    fn add(&mut self, test: &Test, variants: usize) {
        match *test {
            Test::Type { accepts } => {
                let accepts: Vec<_> = accepts.iter().copied().enumerate().collect();
                unite(&mut self.out_by_type, out_by_type(&accepts));
            }
            Test::Required { member, variants } => {
                self.member(member)
                    .out_when_absent
                    .insert_all(&set(variants.iter().copied()));
            }
            Test::Undeclared { member, variants } => {
                self.member(member)
                    .undeclared
                    .insert_all(&set(variants.iter().copied()));
            }
            Test::Closed { members, .. } => members.iter().for_each(|member| {
                self.member(member);
            }),
            Test::MemberType { member, accepts } => {
                unite(&mut self.member(member).types, out_by_type(accepts))
            }
            Test::Items {
                variants: lists,
                tests,
                empty,
            } => self.items.push(Items {
                element: Self::of(tests, variants),
                out_when_empty: set(lists.iter().copied().filter(|list| *list != empty)),
            }),
            Test::Value {
                path,
                accepts,
                absent,
                others,
            } => {
                let concerned = set(accepts.iter().map(|(variant, _)| *variant));
                let mut out_when_absent = concerned.clone();
                match others {
                    Others::Variant(variant) => {
                        out_when_absent = VariantSet::all(variants);
                        out_when_absent.remove_all(&set([variant]));
                    }
                    _ => out_when_absent.remove_all(&set(absent.iter().copied())),
                }
                match path.split_first() {
                    None => self.of_value.push(ValueTest {
                        path: &[],
                        strings: strings(&concerned, accepts),
                        concerned,
                        accepts,
                        out_when_absent,
                        others,
                    }),
                    Some((first, path)) => {
                        let member = self.member(first);
                        member.out_when_absent.insert_all(&out_when_absent);
                        member.values.push(ValueTest {
                            path,
                            strings: strings(&concerned, accepts),
                            concerned,
                            accepts,
                            out_when_absent,
                            others,
                        });
                    }
                }
            }
        }
    }

    fn close(&mut self, test: &Test) {
        if let Test::Closed { variant, members } = *test {
            self.out_by_others.insert(variant);
            let undeclared = self
                .members
                .iter_mut()
                .filter(|member| !members.contains(&member.name));
            undeclared.for_each(|member| member.out_when_present.insert(variant));
        }
    }

    fn member(&mut self, name: &'static str) -> &mut Member {
        let place = self
            .members
            .iter()
            .position(|member| member.name == name)
            .unwrap_or_else(|| {
                self.members.push(Member {
                    name,
                    out_when_absent: VariantSet::empty(),
                    out_when_present: VariantSet::empty(),
                    undeclared: VariantSet::empty(),
                    values: Vec::new(),
                    types: Vec::new(),
                });
                self.members.len() - 1
            });
        &mut self.members[place]
    }

    /// The variants that the tests leave possible.
    pub(super) fn survivors(&self, text: &str) -> Result<Survivors, SyntaxError> {
        let mut survivors = Survivors {
            beside_tags: self.all.clone(),
            undeclared: VariantSet::empty(),
        };
        let found = kind_of(text);
        if let Some(out) = self.out_by_type.get(found as usize) {
            survivors.beside_tags.remove_all(out);
        }
        for test in &self.of_value {
            test.apply(Some(text), &mut survivors.beside_tags);
        }
        match found {
            JsonType::Object => {
                self.look_at_members(text, &mut survivors, |_, _| Ok::<_, SyntaxError>(()))?;
            }
            _ => self.miss_all_members(&mut survivors.beside_tags),
        }
        if found == JsonType::Array {
            for items in &self.items {
                items.apply(text, &mut survivors)?;
            }
        }
        Ok(survivors)
    }

    /// Rules out what lacks members, as what is no object does.
    pub(super) fn miss_all_members(&self, left: &mut VariantSet) {
        self.members
            .iter()
            .for_each(|member| left.remove_all(&member.out_when_absent));
    }

    /// Looks at the members of an object until `after_each` ends it.
    pub(super) fn look_at_members<E: From<SyntaxError>>(
        &self,
        text: &str,
        survivors: &mut Survivors,
        after_each: impl Fn(&VariantSet, &Seen) -> Result<(), E>,
    ) -> Result<(), E> {
        let left = &mut survivors.beside_tags;
        let mut seen = Seen::new(self.members.len());
        let mut expected = 0;
        Scanner::new(text).object(|name, scanner| {
            match self.find(name, expected) {
                Some(place) => {
                    let member = &self.members[place];
                    expected = place + 1;
                    if !seen.insert(place) {
                        return Err(scanner.error("has a name that stands twice").into());
                    }
                    left.remove_all(&member.out_when_present);
                    survivors.undeclared.insert_all(&member.undeclared);
                    let value = scanner.skip()?;
                    member.apply(value, left);
                }
                None => {
                    left.remove_all(&self.out_by_others);
                    scanner.skip()?;
                }
            }
            after_each(left, &seen)
        })?;
        for (place, member) in self.members.iter().enumerate() {
            if !seen.contains(place) {
                left.remove_all(&member.out_when_absent);
            }
        }
        Ok(())
    }

    #[inline]
    fn find(&self, name: RawString<'_>, expected: usize) -> Option<usize> {
        let next = self.members.get(expected);
        if next.is_some_and(|member| name.is(member.name)) {
            return Some(expected);
        }
        // Names of one length seldom begin alike.
        let Some(text) = name.unescaped() else {
            return self.members.iter().position(|member| name.is(member.name));
        };
        let first = text.as_bytes().first();
        self.members.iter().position(|member| {
            member.name.len() == text.len() && member.name.as_bytes().first() == first && member.name == text
        })
    }
}

impl Items {
    /// A list is out where one element is none of its own.
    fn apply(&self, text: &str, survivors: &mut Survivors) -> Result<(), SyntaxError> {
        let mut is_empty = true;
        Scanner::new(text).array(|scanner| {
            is_empty = false;
            let mut element = self.element.survivors(scanner.skip()?)?;
            survivors.beside_tags.keep(&element.beside_tags);
            element.undeclared.keep(&element.beside_tags);
            survivors.undeclared.insert_all(&element.undeclared);
            Ok::<_, SyntaxError>(())
        })?;
        if is_empty {
            survivors.undeclared.insert_all(&self.out_when_empty);
        }
        Ok(())
    }
}

impl Member {
    fn apply(&self, value: &str, left: &mut VariantSet) {
        if !self.types.is_empty()
            && let Some(out) = self.types.get(kind_of(value) as usize)
        {
            left.remove_all(out);
        }
        for test in &self.values {
            test.apply(lookup(value, test.path), left);
        }
    }
}

/// The value at the end of `path`; none when something on the way is absent or no object.
pub(super) fn lookup<'a>(value: &'a str, path: &[&str]) -> Option<&'a str> {
    let Some((first, rest)) = path.split_first() else {
        return Some(value);
    };
    if kind_of(value) != JsonType::Object {
        return None;
    }
    let mut found = None;
    let read = Scanner::new(value).object(|name, scanner| {
        let value = scanner.skip()?;
        if name.is(first) {
            found = Some(value);
        }
        Ok::<_, SyntaxError>(())
    });
    read.ok()?;
    lookup(found?, rest)
}
