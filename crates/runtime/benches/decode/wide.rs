//! A union of eight variants, each told by a member of its own.

use bindery_runtime::schema::Schema;
use bindery_runtime::select::{Selection, Several, Test};
use bindery_runtime::{Members, UnknownVariant, object, union};
use serde::Deserialize;

macro_rules! eight {
    ($($index:literal $name:ident $wire:literal),*) => {
        $(
            #[derive(Deserialize)]
            pub(crate) struct $name {
                #[serde(rename = $wire)]
                own: String,
                amount: i64,
                currency: String,
                #[serde(skip)]
                unknown_members: Members,
            }

            impl $name {
                pub(crate) fn sum(&self) -> usize {
                    self.own.len() + self.currency.len() + self.amount as usize + self.unknown_members.len()
                }
            }
        )*

        #[derive(Deserialize)]
        #[serde(untagged)]
        pub(crate) enum Untagged {
            $($name($name)),*
        }

        pub(crate) mod by_bindery {
            use super::{Members, Schema, Selection, Several, Test, UnknownVariant, object, union};

            $(
                pub(crate) struct $name {
                    own: String,
                    amount: i64,
                    currency: String,
                    unknown_members: Members,
                }

                impl $name {
                    pub(crate) fn sum(&self) -> usize {
                        self.own.len() + self.currency.len() + self.amount as usize + self.unknown_members.len()
                    }
                }

                object! {
                    $name: SCHEMA {
                        required own: $wire,
                        required amount: "amount",
                        required currency: "currency",
                        ..unknown_members
                    }
                }
            )*

            pub(crate) enum Union {
                $($name($name),)*
                Unknown(UnknownVariant),
            }

            union! {
                Union: SCHEMA, SELECTION {
                    $($name($name),)*
                    ..Unknown
                }
            }

            static SCHEMA: Schema = Schema::OBJECT;

            static SELECTION: Selection = Selection {
                union: "Union",
                variants: &[$(stringify!($name)),*],
                tests: &[$(Test::Required { member: $wire, variants: &[$index] }),*],
                several: Several::Unknown,
            };

            impl Union {
                pub(crate) fn sum(&self) -> usize {
                    match self {
                        $(Self::$name(value) => value.sum(),)*
                        Self::Unknown(_) => 0,
                    }
                }
            }
        }

        impl Untagged {
            pub(crate) fn sum(&self) -> usize {
                match self {
                    $(Self::$name(value) => value.sum()),*
                }
            }
        }
    };
}

eight!(0 Card "card", 1 Bank "bank", 2 Cash "cash", 3 Check "check", 4 Gift "gift", 5 Coin "coin", 6 Wire "wire", 7 Debt "debt");
