mod accounts;
mod alpha;
mod counted_accounts;
mod invariants;
mod mock;
mod pools;
mod tao;

use crate::{AlphaBurned, AlphaRecycled, Pallet, TotalAlphaIssuance};
use frame_support::assert_ok;
use mock::{Balances, RuntimeGenesisConfig, Test};
use pallet_protocol::{
	NetworksAdded, SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTAO, TotalIssuance, TotalStake,
};
use sp_runtime::{AccountId32, BuildStorage};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

type Books = Pallet<Test>;
type Error = pallet_protocol::Error<Test>;

const ALICE: AccountId32 = AccountId32::new([1; 32]);
const BOB: AccountId32 = AccountId32::new([2; 32]);
/// Owns nothing, so that the account does not exist.
const NOBODY: AccountId32 = AccountId32::new([9; 32]);

/// What Alice and Bob own at the beginning, in RAO, and that there is no more.
const ALICES: u64 = 10_000;
const BOBS: u64 = 1_000;
const ALL: u64 = ALICES + BOBS;

/// Live beside root.
const SUBNET: NetUid = NetUid::new(1);
/// Not live.
const NO_SUBNET: NetUid = NetUid::new(2);

fn tao(rao: u64) -> TaoBalance {
	TaoBalance::new(rao)
}

fn alpha(rao: u64) -> AlphaBalance {
	AlphaBalance::new(rao)
}

fn free(account: &AccountId32) -> u64 {
	Balances::free_balance(account)
}

fn subnet_account() -> AccountId32 {
	Books::subnet_account(SUBNET)
}

/// Runs `test` on the first block, without looking at what it leaves behind.
fn unchecked(test: impl FnOnce()) {
	let mut genesis = RuntimeGenesisConfig::default();
	genesis.balances.balances = vec![(ALICE, ALICES), (BOB, BOBS)];
	let storage = genesis.build_storage().expect("two accounts make a genesis");
	sp_io::TestExternalities::from(storage).execute_with(|| {
		NetworksAdded::<Test>::insert(NetUid::ROOT, true);
		NetworksAdded::<Test>::insert(SUBNET, true);
		test();
	});
}

/// Runs `test` on the first block; the books must balance before and after.
fn with_books(test: impl FnOnce()) {
	unchecked(|| {
		assert_ok!(Books::check_invariants());
		test();
		assert_ok!(Books::check_invariants());
	});
}

/// As [`with_books`], with a pool of 4 000 RAO and 16 000 alpha-rao, 1 000 alpha-rao outside, and 100 RAO staked on root.
fn with_pool(test: impl FnOnce()) {
	with_books(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(4_000)));
		assert_ok!(Books::open_pool(SUBNET, tao(4_000), alpha(16_000)));
		assert_ok!(Books::emit_alpha(SUBNET, alpha(1_000)));
		assert_ok!(Books::pay_into_subnet(NetUid::ROOT, &ALICE, tao(600)));
		assert_ok!(Books::book_buy(NetUid::ROOT, tao(100), alpha(100)));
		test();
	});
}

/// Both issuances of TAO.
fn issuance() -> (u64, u64) {
	(TotalIssuance::<Test>::get().get(), Balances::total_issuance())
}

/// All books of a subnet: TAO, alpha in and outside, the protocol's, issued, burned, recycled; and all pools' TAO.
fn books(netuid: NetUid) -> [u64; 8] {
	[
		SubnetTAO::<Test>::get(netuid).get(),
		SubnetAlphaIn::<Test>::get(netuid).get(),
		SubnetAlphaOut::<Test>::get(netuid).get(),
		SubnetProtocolAlpha::<Test>::get(netuid).get(),
		TotalAlphaIssuance::<Test>::get(netuid).get(),
		AlphaBurned::<Test>::get(netuid).get(),
		AlphaRecycled::<Test>::get(netuid).get(),
		TotalStake::<Test>::get().get(),
	]
}

/// The books of the subnet as [`with_pool`] leaves them.
const OPENED: [u64; 8] = [4_000, 16_000, 1_000, 0, 17_000, 0, 0, 4_100];
/// Those of root.
const ROOTS: [u64; 8] = [100, 0, 100, 0, 0, 0, 0, 4_100];
