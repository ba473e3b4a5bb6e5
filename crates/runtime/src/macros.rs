//! The macros that generated code is written with: they hold tables, and call functions.

mod enumeration;
mod newtype;
mod object;
mod union;

/// The version of the contract between generated code and this crate.
#[doc(hidden)]
pub const COMPATIBILITY: u32 = 1;

/// Fails the build when this crate is not one that the generated code was written for.
#[macro_export]
macro_rules! compatible {
    ($version:literal) => {
        const _: () = assert!(
            $version == $crate::COMPATIBILITY,
            concat!(
                "this code was generated for version ",
                stringify!($version),
                " of the bindery runtime's interface, and the bindery-runtime that is used has another: ",
                "generate it anew with a bindery of the runtime's version, or change the version of bindery-runtime"
            )
        );
    };
}
