//! Staking 11 and 12: a swap is a renaming of the key in the whole state.
//!
//! The metadata says at which places an account can stand ([`places`]). A scene puts one hotkey and its coldkey at each of
//! them ([`scene`]), but for those that a list leaves out with a reason ([`table`]). Then everything that is stored is
//! rewritten with the new key, and that is what must be stored after the call, item by item, bit by bit, but for rules that
//! are written down where they apply ([`hotkeys`], [`coldkeys`]).

mod attacks;
mod chains;
mod coldkeys;
mod cursors;
mod hotkeys;
mod many;
mod places;
mod scene;
mod state;
mod table;
