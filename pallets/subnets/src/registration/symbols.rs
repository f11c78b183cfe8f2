//! The symbols of subnets' alpha: a table, and who has which. Spec: subnets 9.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use alloc::{collections::BTreeSet, string::String, vec::Vec};
use core::ops::RangeInclusive;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::TokenSymbol;
use taonet_types::NetUid;

/// The table, as ranges of Unicode characters, both ends included. Entry 0 is root's: capital tau.
const TABLE: [RangeInclusive<char>; 96] = [
	'\u{3A4}'..='\u{3A4}',
	'\u{3B1}'..='\u{3C1}',
	'\u{3C3}'..='\u{3C3}',
	'\u{74}'..='\u{74}',
	'\u{3C5}'..='\u{3C9}',
	'\u{5D0}'..='\u{5EA}',
	'\u{627}'..='\u{628}',
	'\u{62A}'..='\u{63A}',
	'\u{641}'..='\u{648}',
	'\u{64A}'..='\u{64A}',
	'\u{649}'..='\u{649}',
	'\u{16A0}'..='\u{16A0}',
	'\u{16A2}'..='\u{16A2}',
	'\u{16A6}'..='\u{16A6}',
	'\u{16A8}'..='\u{16A8}',
	'\u{16B1}'..='\u{16B1}',
	'\u{16B3}'..='\u{16B3}',
	'\u{42B}'..='\u{42B}',
	'\u{16C9}'..='\u{16C9}',
	'\u{16D2}'..='\u{16D2}',
	'\u{1680}'..='\u{1685}',
	'\u{169B}'..='\u{169B}',
	'\u{10D0}'..='\u{10D5}',
	'\u{531}'..='\u{536}',
	'\u{55E}'..='\u{55E}',
	'\u{400}'..='\u{405}',
	'\u{44A}'..='\u{44A}',
	'\u{2C80}'..='\u{2C85}',
	'\u{11000}'..='\u{11003}',
	'\u{11005}'..='\u{11005}',
	'\u{DB1}'..='\u{DB1}',
	'\u{DB3}'..='\u{DB7}',
	'\u{2C00}'..='\u{2C20}',
	'\u{E01}'..='\u{E23}',
	'\u{E25}'..='\u{E25}',
	'\u{E27}'..='\u{E2E}',
	'\u{3131}'..='\u{3131}',
	'\u{3134}'..='\u{3134}',
	'\u{3137}'..='\u{3137}',
	'\u{3139}'..='\u{3139}',
	'\u{3141}'..='\u{3142}',
	'\u{3145}'..='\u{3145}',
	'\u{3147}'..='\u{3148}',
	'\u{314A}'..='\u{3163}',
	'\u{12A0}'..='\u{12A7}',
	'\u{12C8}'..='\u{12CE}',
	'\u{12B0}'..='\u{12B6}',
	'\u{1310}'..='\u{1312}',
	'\u{1218}'..='\u{1218}',
	'\u{1314}'..='\u{1316}',
	'\u{905}'..='\u{90B}',
	'\u{90F}'..='\u{910}',
	'\u{913}'..='\u{928}',
	'\u{92A}'..='\u{930}',
	'\u{932}'..='\u{932}',
	'\u{935}'..='\u{939}',
	'\u{30A2}'..='\u{30A2}',
	'\u{30A4}'..='\u{30A4}',
	'\u{30A6}'..='\u{30A6}',
	'\u{30A8}'..='\u{30A8}',
	'\u{30AA}'..='\u{30AB}',
	'\u{30AD}'..='\u{30AD}',
	'\u{30AF}'..='\u{30AF}',
	'\u{30B1}'..='\u{30B1}',
	'\u{30B3}'..='\u{30B3}',
	'\u{30B5}'..='\u{30B5}',
	'\u{30B7}'..='\u{30B7}',
	'\u{30B9}'..='\u{30B9}',
	'\u{30BB}'..='\u{30BB}',
	'\u{30BD}'..='\u{30BD}',
	'\u{30BF}'..='\u{30BF}',
	'\u{30C1}'..='\u{30C1}',
	'\u{30C4}'..='\u{30C4}',
	'\u{30C6}'..='\u{30C6}',
	'\u{30C8}'..='\u{30C8}',
	'\u{30CA}'..='\u{30CF}',
	'\u{30D2}'..='\u{30D2}',
	'\u{30D5}'..='\u{30D5}',
	'\u{30D8}'..='\u{30D8}',
	'\u{30DB}'..='\u{30DB}',
	'\u{30DE}'..='\u{30E2}',
	'\u{30E4}'..='\u{30E4}',
	'\u{30E6}'..='\u{30E6}',
	'\u{30E8}'..='\u{30ED}',
	'\u{30EF}'..='\u{30EF}',
	'\u{30F2}'..='\u{30F3}',
	'\u{2D30}'..='\u{2D53}',
	'\u{D85}'..='\u{D86}',
	'\u{D89}'..='\u{D96}',
	'\u{D9A}'..='\u{D9E}',
	'\u{DA0}'..='\u{DA4}',
	'\u{DA7}'..='\u{DA7}',
	'\u{DA5}'..='\u{DA6}',
	'\u{DA9}'..='\u{DA9}',
	'\u{DA8}'..='\u{DA8}',
	'\u{DAA}'..='\u{DB0}',
];

/// All entries of the table, in order, as UTF-8.
fn entries() -> impl Iterator<Item = Vec<u8>> {
	TABLE.into_iter().flatten().map(|character| String::from(character).into_bytes())
}

impl<T: Config> Pallet<T> {
	/// The symbol of a new subnet: the entry of its number if no live subnet has that, otherwise the first free one after
	/// entry 0, and entry 0 if there is none.
	pub(super) fn symbol_for(netuid: NetUid) -> Vec<u8> {
		let used = Self::symbols_in_use();
		let is_free = |symbol: &Vec<u8>| !used.contains(symbol);
		entries()
			.nth(netuid.get().into())
			.filter(is_free)
			.or_else(|| entries().skip(1).find(is_free))
			.unwrap_or_else(Self::shared_symbol)
	}

	/// The symbol of all subnets that find none free: entry 0.
	pub(crate) fn shared_symbol() -> Vec<u8> {
		entries().next().unwrap_or_default()
	}

	/// Symbols of live subnets.
	fn symbols_in_use() -> BTreeSet<Vec<u8>> {
		Self::subnets().into_iter().map(TokenSymbol::<T>::get).collect()
	}

	/// # Errors
	///
	/// `SymbolDoesNotExist` for a symbol that is not in the table, and for entry 0; `SymbolAlreadyInUse` if any live subnet
	/// has it.
	pub(super) fn change_symbol(netuid: NetUid, symbol: Vec<u8>) -> DispatchResult {
		ensure!(entries().skip(1).any(|entry| entry == symbol), Error::<T>::SymbolDoesNotExist);
		ensure!(!Self::symbols_in_use().contains(&symbol), Error::<T>::SymbolAlreadyInUse);
		TokenSymbol::<T>::insert(netuid, &symbol);
		Protocol::<T>::deposit_event(ProtocolEvent::SymbolUpdated { netuid, symbol });
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn entry(index: usize) -> String {
		String::from_utf8(entries().nth(index).unwrap()).unwrap()
	}

	#[test]
	fn table_has_439_different_entries() {
		let all: Vec<_> = entries().collect();
		assert_eq!(all.len(), 439);
		assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 439);
	}

	#[test]
	fn table_has_the_symbols_of_the_specification_at_their_numbers() {
		for (index, symbol) in [
			(0, "\u{3A4}"),
			(1, "\u{3B1}"),
			(17, "\u{3C1}"),
			(19, "t"),
			(81, "\u{16A0}"),
			(128, "\u{DB1}"),
			(220, "\u{314A}"),
			(365, "\u{2D30}"),
			(427, "\u{DA7}"),
			(438, "\u{DB0}"),
		] {
			assert_eq!(entry(index), symbol, "entry {index}");
		}
	}

	#[test]
	fn default_symbol_is_not_in_the_table() {
		assert!(!entries().any(|entry| entry == "\u{1D70F}".as_bytes()));
	}
}
