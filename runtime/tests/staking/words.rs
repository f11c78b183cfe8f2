//! What the tests of this suite share: a scene, and the arithmetic of pools in whole numbers.

// Each test uses what it needs.
#![allow(dead_code)]

use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
};
use frame_support::storage::unhashed;
use pallet_protocol::{
	Event, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow, SubnetVolume, TotalIssuance, TotalStake,
};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, AlphaAssets, Balance, Balances, Runtime, Staking};
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// The subnet that local chains begin with. It is not started.
pub const FIRST: NetUid = NetUid::new(1);
/// Bob's.
pub const SUBNET: NetUid = NetUid::new(2);
/// Charlie's.
pub const OTHER: NetUid = NetUid::new(3);
/// Where nothing is.
pub const NOWHERE: NetUid = NetUid::new(9);
/// Least RAO that an account must have.
pub const EXISTENTIAL_DEPOSIT: Balance = 500;
/// Least RAO that can be staked.
pub const MIN_STAKE: u64 = 500_000;

/// So many TAO.
pub fn tao(amount: u64) -> TaoBalance {
	rao(amount * RAO_PER_TAO)
}

/// So many RAO.
pub fn rao(amount: u64) -> TaoBalance {
	TaoBalance::new(amount)
}

/// So many alpha.
pub fn alpha(amount: u64) -> AlphaBalance {
	alpha_rao(amount * RAO_PER_TAO)
}

/// So many alpha-rao.
pub fn alpha_rao(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

/// Two subnets that are started: Bob's with 1000 TAO and 4000 alpha, Charlie's with 1000 TAO and 2000 alpha.
pub fn scene() -> Chain {
	let mut chain = Chain::local();
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	chain.block(|| fill_pool(SUBNET, 1_000, 4_000));
	assert_eq!(chain.start_subnet(Charlie), OTHER);
	chain.block(|| fill_pool(OTHER, 1_000, 2_000));
	chain
}

/// The same two subnets, but neither was started: root has only let their alpha be traded, so that nothing is emitted, and
/// stake is what people make of it.
pub fn still_scene() -> Chain {
	let mut chain = Chain::local();
	assert_eq!(chain.register_subnet(Bob), SUBNET);
	chain.block(|| allow_trade(SUBNET));
	chain.block(|| fill_pool(SUBNET, 1_000, 4_000));
	assert_eq!(chain.register_subnet(Charlie), OTHER);
	chain.block(|| allow_trade(OTHER));
	chain.block(|| fill_pool(OTHER, 1_000, 2_000));
	chain
}

/// Root lets alpha be traded of a subnet that was not started.
pub fn allow_trade(netuid: NetUid) {
	let thaw = AdminCall::sudo_set_admin_freeze_window { window: 0 };
	let trade = AdminCall::sudo_set_subtoken_enabled { netuid, subtoken_enabled: true };
	assert_eq!((root(thaw), root(trade)), (Ok(()), Ok(())));
}

/// Fills a pool up to so many TAO and alpha.
pub fn fill_pool(netuid: NetUid, whole_tao: u64, whole_alpha: u64) {
	let missing_alpha = alpha(whole_alpha).checked_sub(SubnetAlphaIn::<Runtime>::get(netuid)).unwrap();
	let missing_tao = tao(whole_tao).checked_sub(SubnetTAO::<Runtime>::get(netuid)).unwrap();
	let account = subnet_account(netuid);
	set_balance(&account, free(&account) + missing_tao.get());
	assert_eq!(AlphaAssets::inject(netuid, missing_tao, missing_alpha), Ok(()));
}

/// The account on which a subnet's TAO lies.
pub fn subnet_account(netuid: NetUid) -> AccountId {
	AlphaAssets::subnet_account(netuid)
}

/// Gives an account exactly so many RAO, which are made or destroyed for that.
pub fn set_balance(who: &AccountId, new_free: Balance) {
	let who = who.clone().into();
	assert_eq!(root(pallet_balances::Call::<Runtime>::force_set_balance { who, new_free }), Ok(()));
}

/// What one key has on the other's hotkey, in alpha-rao.
pub fn stake(on: Sr25519Keyring, of: Sr25519Keyring, netuid: NetUid) -> u64 {
	Staking::stake_of(&hotkey(on), &coldkey(of), netuid).get()
}

/// One key stakes on the other's hotkey.
pub fn add_stake(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid, amount_staked: TaoBalance) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::add_stake { hotkey: hotkey(on), netuid, amount_staked })
}

/// One key unstakes from the other's hotkey.
pub fn remove_stake(
	of: Sr25519Keyring,
	on: Sr25519Keyring,
	netuid: NetUid,
	amount_unstaked: AlphaBalance,
) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::remove_stake { hotkey: hotkey(on), netuid, amount_unstaked })
}

/// Sets the least worth of a nomination, in millionths of the least amount that can be staked. 200 000 000: 0.1 TAO.
pub fn require_of_nominators(min_stake: u64) {
	let setting = AdminCall::sudo_set_nominator_min_required_stake { min_stake };
	assert_eq!(root(setting), Ok(()));
}

/// Everything that is stored.
pub fn stored() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let (mut all, mut key) = (BTreeMap::new(), Vec::new());
	while let Some(next) = sp_io::storage::next_key(&key) {
		all.insert(next.clone(), unhashed::get_raw(&next).unwrap());
		key = next;
	}
	all
}

/// What a call answers that fails and leaves nothing behind.
#[track_caller]
pub fn refused(attempt: impl FnOnce() -> DispatchResult) -> DispatchResult {
	let before = stored();
	let answer = attempt();
	assert!(answer.is_err(), "the call succeeds");
	assert!(stored() == before, "the call fails and yet changes something");
	answer
}

/// TAO of these coldkeys and on these subnets' accounts, and what is recycled of it lowers the issuance: the difference
/// stays.
pub fn tao_elsewhere(coldkeys: &[AccountId], netuids: &[NetUid]) -> Balance {
	let accounts = coldkeys.iter().cloned().chain(netuids.iter().copied().map(subnet_account));
	Balances::total_issuance() - accounts.map(|account| free(&account)).sum::<Balance>()
}

/// Alpha in the pool and outside of it.
pub fn alpha_of(netuid: NetUid) -> u64 {
	SubnetAlphaIn::<Runtime>::get(netuid).get() + SubnetAlphaOut::<Runtime>::get(netuid).get()
}

/// The fee within an amount: 33 parts of 65 535, as 64 binary digits, rounded down twice. Spec: economics 14.4.
pub fn swap_fee(amount: u64) -> u64 {
	let rate = (33_u128 << 64) / 65_535;
	u64::try_from((u128::from(amount) * rate) >> 64).unwrap()
}

/// What comes out of a pool with equal weights, by economics 14.4 in whole numbers.
fn output(paying: u64, taking: u64, paid: u64) -> u64 {
	const DIGITS: u128 = 1_000_000_000_000_000_000;
	let rest = DIGITS * u128::from(taking) / (u128::from(taking) + u128::from(paid));
	let rest = (rest << 64) / DIGITS;
	u64::try_from((u128::from(paying) * ((1 << 64) - rest)) >> 64).unwrap()
}

/// A pool with equal weights and a fee of 33 parts, calculated without the code that is tested.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pool {
	/// RAO.
	pub tao: u64,
	/// Alpha-rao.
	pub alpha: u64,
}

/// What somebody gets out of a pool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sold {
	/// RAO that the seller gets.
	pub tao: u64,
	/// Alpha-rao of the fee.
	pub fee: u64,
	/// RAO that the fee is sold for. They are recycled.
	pub fee_tao: u64,
}

impl Pool {
	/// As it is now.
	pub fn of(netuid: NetUid) -> Self {
		Self { tao: SubnetTAO::<Runtime>::get(netuid).get(), alpha: SubnetAlphaIn::<Runtime>::get(netuid).get() }
	}

	/// Buys for so many RAO without a fee: the alpha-rao.
	pub fn buy_free(&mut self, tao: u64) -> u64 {
		let bought = output(self.alpha, self.tao, tao);
		*self = Self { tao: self.tao + tao, alpha: self.alpha - bought };
		bought
	}

	/// Buys for so many RAO, fee included: the alpha-rao.
	pub fn buy(&mut self, tao: u64) -> u64 {
		self.buy_free(tao - swap_fee(tao))
	}

	/// Sells so many alpha-rao without a fee: the RAO.
	pub fn sell_free(&mut self, alpha: u64) -> u64 {
		let brings = output(self.tao, self.alpha, alpha);
		*self = Self { tao: self.tao - brings, alpha: self.alpha + alpha };
		brings
	}

	/// Sells so many alpha-rao, fee included, and then the fee.
	pub fn sell(&mut self, alpha: u64) -> Sold {
		let fee = swap_fee(alpha);
		let tao = self.sell_free(alpha - fee);
		Sold { tao, fee, fee_tao: self.sell_free(fee) }
	}

	/// Alpha-rao that are worth so many RAO at the price of now, rounded down.
	pub fn alpha_worth(&self, tao: u64) -> u64 {
		let price = (u128::from(self.tao) << 64) / u128::from(self.alpha);
		u64::try_from((u128::from(tao) << 64) / price).unwrap()
	}

	/// What so many alpha-rao are worth at the price of now, in RAO, rounded down.
	pub fn worth(&self, alpha: u64) -> u64 {
		let price = (u128::from(self.tao) << 64) / u128::from(self.alpha);
		u64::try_from((price * u128::from(alpha)) >> 64).unwrap()
	}
}

/// Gives a coldkey stake that is made for the purpose, so that the price stays.
pub fn grant(on: Sr25519Keyring, of: &AccountId, netuid: NetUid, amount: AlphaBalance) {
	assert_eq!(AlphaAssets::emit_alpha(netuid, amount), Ok(()));
	assert_eq!(Staking::increase(&hotkey(on), of, netuid, amount), Ok(()));
}

/// The protocol's events of what is done, oldest first.
pub fn told(work: impl FnOnce()) -> Vec<Event<Runtime>> {
	let before = events().len();
	work();
	events().split_off(before)
}

/// What a coldkey has on a hotkey of a subnet, and what the books say, in RAO and alpha-rao.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Books {
	/// TAO of the coldkey.
	pub free: u64,
	/// Stake of the coldkey.
	pub stake: u64,
	/// Stake of everybody on the hotkey.
	pub on_hotkey: u64,
	/// The pool.
	pub pool: Pool,
	/// Alpha outside the pool.
	pub outside: u64,
	/// TAO on the subnet's account.
	pub account: u64,
	/// TAO in existence.
	pub issuance: u64,
	/// TAO of all pools.
	pub total_stake: u64,
	/// TAO that users brought, less what they took.
	pub flow: i64,
	/// TAO that was traded.
	pub volume: u128,
}

impl Books {
	/// As they are now.
	pub fn of(on: &AccountId, of: &AccountId, netuid: NetUid) -> Self {
		let issuance = Balances::total_issuance();
		assert_eq!(TotalIssuance::<Runtime>::get(), rao(issuance));
		Self {
			free: free(of),
			stake: Staking::stake_of(on, of, netuid).get(),
			on_hotkey: Staking::total_stake_of(on, netuid).get(),
			pool: Pool::of(netuid),
			outside: SubnetAlphaOut::<Runtime>::get(netuid).get(),
			account: free(&subnet_account(netuid)),
			issuance,
			total_stake: TotalStake::<Runtime>::get().get(),
			flow: SubnetTaoFlow::<Runtime>::get(netuid),
			volume: SubnetVolume::<Runtime>::get(netuid),
		}
	}
}

/// The worked examples of economics 14.4.
#[test]
fn arithmetic_of_these_tests_gives_the_numbers_of_the_specification() {
	let [mut bought_from, mut sold_to] = [Pool { tao: 1_000 * RAO_PER_TAO, alpha: 4_000 * RAO_PER_TAO }; 2];
	assert_eq!((sold_to.worth(7), sold_to.alpha_worth(7)), (1, 28));
	assert_eq!([1_000_000_000, 2_000_000, 500_000].map(swap_fee), [503_547, 1_007, 251]);
	assert_eq!((swap_fee(10 * RAO_PER_TAO), bought_from.buy(10 * RAO_PER_TAO)), (5_035_477, 39_584_215_264));
	let sold = sold_to.sell(40 * RAO_PER_TAO);
	assert_eq!((sold.fee, sold.tao), (20_141_908, 9_896_053_816));
}
