//! Symbols of subnets' alpha. Spec: subnets 9.

use crate::{
	chain::Chain,
	kit::{call, coldkey, error, events, root, AdminCall, ProtocolCall},
	words::{dissolve, limit_subnets, refused, register, tao, FIRST, NEXT, SUBNET},
};
use pallet_protocol::{Error, Event, NetworkLastLockCost, TokenSymbol};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::Runtime;
use taonet_types::NetUid;

/// The table as the specification prints it: index or range, and code point or range in hexadecimal.
const TABLE: &str = "\
	0:03A4; 1-17:03B1-03C1; 18:03C3; 19:0074; 20-24:03C5-03C9; 25-51:05D0-05EA; 52-53:0627-0628; 54-70:062A-063A; \
	71-78:0641-0648; 79:064A; 80:0649; 81:16A0; 82:16A2; 83:16A6; 84:16A8; 85:16B1; 86:16B3; 87:042B; 88:16C9; 89:16D2; \
	90-95:1680-1685; 96:169B; 97-102:10D0-10D5; 103-108:0531-0536; 109:055E; 110-115:0400-0405; 116:044A; \
	117-122:2C80-2C85; 123-126:11000-11003; 127:11005; 128:0DB1; 129-133:0DB3-0DB7; 134-166:2C00-2C20; 167-201:0E01-0E23; \
	202:0E25; 203-210:0E27-0E2E; 211:3131; 212:3134; 213:3137; 214:3139; 215-216:3141-3142; 217:3145; 218-219:3147-3148; \
	220-245:314A-3163; 246-253:12A0-12A7; 254-260:12C8-12CE; 261-267:12B0-12B6; 268-270:1310-1312; 271:1218; \
	272-274:1314-1316; 275-281:0905-090B; 282-283:090F-0910; 284-305:0913-0928; 306-312:092A-0930; 313:0932; \
	314-318:0935-0939; 319:30A2; 320:30A4; 321:30A6; 322:30A8; 323-324:30AA-30AB; 325:30AD; 326:30AF; 327:30B1; 328:30B3; \
	329:30B5; 330:30B7; 331:30B9; 332:30BB; 333:30BD; 334:30BF; 335:30C1; 336:30C4; 337:30C6; 338:30C8; 339-344:30CA-30CF; \
	345:30D2; 346:30D5; 347:30D8; 348:30DB; 349-353:30DE-30E2; 354:30E4; 355:30E6; 356-361:30E8-30ED; 362:30EF; \
	363-364:30F2-30F3; 365-400:2D30-2D53; 401-402:0D85-0D86; 403-416:0D89-0D96; 417-421:0D9A-0D9E; 422-426:0DA0-0DA4; \
	427:0DA7; 428-429:0DA5-0DA6; 430:0DA9; 431:0DA8; 432-438:0DAA-0DB0";

/// Both ends of a range, or of a single number.
fn ends(text: &str, radix: u32) -> (u32, u32) {
	let (first, last) = text.split_once('-').unwrap_or((text, text));
	let number = |text| u32::from_str_radix(text, radix).expect("is a number");
	(number(first), number(last))
}

/// The entries in order.
fn table() -> Vec<Vec<u8>> {
	let mut entries = Vec::new();
	for range in TABLE.split("; ") {
		let (indices, points) = range.trim().split_once(':').expect("has indices and code points");
		let (first, last) = ends(points, 16);
		assert_eq!(ends(indices, 10).0 as usize, entries.len(), "{range}");
		for point in first..=last {
			entries.push(char::from_u32(point).expect("is a character").to_string().into_bytes());
		}
		assert_eq!(ends(indices, 10).1 as usize + 1, entries.len(), "{range}");
	}
	entries
}

fn symbol(netuid: NetUid) -> String {
	String::from_utf8(TokenSymbol::<Runtime>::get(netuid)).expect("is UTF-8")
}

fn update(who: Sr25519Keyring, netuid: NetUid, symbol: &str) -> DispatchResult {
	call(&coldkey(who), ProtocolCall::update_symbol { netuid, symbol: symbol.into() })
}

#[test]
fn new_subnet_has_the_symbol_of_its_number() {
	let mut chain = Chain::local();
	assert_eq!((chain.register_subnet(Bob), chain.register_subnet(Bob)), (SUBNET, NEXT));
	chain.look(|| assert_eq!([NetUid::ROOT, FIRST, SUBNET, NEXT].map(symbol), ["Τ", "α", "β", "γ"]));
}

#[test]
fn new_subnet_has_the_first_free_symbol_when_its_own_is_taken() {
	let mut chain = Chain::local();
	chain.block(|| {
		let symbol = "β".into();
		assert_eq!(root(ProtocolCall::update_symbol { netuid: FIRST, symbol }), Ok(()));
	});
	chain.register_subnet(Bob);
	chain.look(|| assert_eq!([FIRST, SUBNET].map(symbol), ["β", "α"]));
	// Netuid 3 has its own again.
	chain.register_subnet(Bob);
	chain.look(|| assert_eq!(symbol(NEXT), "γ"));
}

#[test]
fn symbol_of_root_is_not_given_to_a_subnet_as_long_as_another_is_free() {
	let mut chain = Chain::local();
	chain.block(|| {
		for (netuid, symbol) in [(NetUid::ROOT, "ψ"), (FIRST, "β")] {
			assert_eq!(root(ProtocolCall::update_symbol { netuid, symbol: symbol.into() }), Ok(()));
		}
	});
	chain.register_subnet(Bob);
	chain.look(|| assert_eq!(symbol(SUBNET), "α"));
}

#[test]
fn symbols_of_the_first_438_subnets_are_the_table_and_those_of_later_ones_are_roots() {
	let table = table();
	assert_eq!(table.len(), 439);
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(1) });
	chain.block(|| {
		limit_subnets(440);
		for _ in 2..=440 {
			NetworkLastLockCost::<Runtime>::put(tao(0));
			assert_eq!(register(Alice), Ok(()));
		}
		for (netuid, expected) in (0..).zip(&table) {
			assert_eq!(&TokenSymbol::<Runtime>::get(NetUid::new(netuid)), expected, "subnet {netuid}");
		}
		for netuid in [439, 440] {
			assert_eq!(symbol(NetUid::new(netuid)), "Τ");
		}
	});
	// One that becomes free is given out again.
	chain.block(|| {
		assert_eq!(dissolve(NetUid::new(300)), Ok(()));
		NetworkLastLockCost::<Runtime>::put(tao(0));
		assert_eq!(register(Alice), Ok(()));
		assert_eq!(TokenSymbol::<Runtime>::get(NetUid::new(441)), table[300]);
	});
}

#[test]
fn owner_and_root_can_choose_any_free_symbol_but_that_of_root() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		// Netuid 1 has entry 1.
		for (index, symbol) in table().into_iter().enumerate().skip(3) {
			let netuid = SUBNET;
			let change = ProtocolCall::update_symbol { netuid, symbol: symbol.clone() };
			let answer = if index % 2 == 0 { root(change) } else { call(&coldkey(Bob), change) };
			assert_eq!(answer, Ok(()), "entry {index}");
			assert_eq!(TokenSymbol::<Runtime>::get(SUBNET), symbol);
			assert_eq!(events().last(), Some(&Event::SymbolUpdated { netuid, symbol }));
		}
	});
}

#[test]
fn symbol_is_refused_when_it_is_not_in_the_table() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		// Entry 0, which root has, is not for others; \u{1D70F} is what no subnet has; then neighbours of entries.
		for symbol in ["", "Τ", "\u{1D70F}", "T", "\u{3C2}", "\u{5EB}", "γγ", "γ ", "$"] {
			assert_eq!(refused(|| update(Bob, SUBNET, symbol)), error(Error::SymbolDoesNotExist), "{symbol:?}");
		}
		let no_utf8 = ProtocolCall::update_symbol { netuid: SUBNET, symbol: vec![0xCE] };
		assert_eq!(refused(|| call(&coldkey(Bob), no_utf8)), error(Error::SymbolDoesNotExist));
	});
}

#[test]
fn symbol_is_refused_when_any_subnet_has_it() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		for symbol in ["α", "β"] {
			assert_eq!(refused(|| update(Bob, SUBNET, symbol)), error(Error::SymbolAlreadyInUse), "{symbol}");
		}
	});
}

#[test]
fn symbol_is_for_owner_and_root_of_a_subnet_that_exists() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		// A stranger who asks for nonsense is first told about the subnet, then about himself.
		assert_eq!(refused(|| update(Charlie, NEXT, "$")), error(Error::SubnetNotExists));
		let by_root = ProtocolCall::update_symbol { netuid: NEXT, symbol: "γ".into() };
		assert_eq!(refused(|| root(by_root)), error(Error::SubnetNotExists));
		assert_eq!(refused(|| update(Charlie, SUBNET, "$")), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn symbol_of_a_subnet_that_is_being_removed_is_free() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.register_subnet(Charlie);
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(refused(|| update(Bob, SUBNET, "δ")), error(Error::SubnetNotExists));
		assert_eq!(update(Charlie, NEXT, "β"), Ok(()));
	});
}
