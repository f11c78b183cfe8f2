//! Economics 16.2: fees paid with stake, by who has no TAO.
//!
//! Bob has started subnet 2, Alice has staked on his hotkey and given part of it to HOLDER, who has never had any TAO.

use crate::{
	chain::{announced_fee, free, last_fee, send, send_ok, signed, transfer, Chain, Terms},
	kit::{call, coldkey, error, events, hotkey, undone, ProtocolCall},
	offers::{assert_let_in, assert_unpaid, next, offered},
};
use frame_support::weights::{Weight, WeightToFee as _};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	weights, Error, Event, LastColdkeyHotkeyStakeBlock, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow,
	SubtokenEnabled, TotalNetworks,
};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie};
use sp_runtime::{traits::TransactionExtension, transaction_validity::InvalidTransaction};
use taonet_runtime::{
	extensions::ChargeTransactionPayment,
	fees::{block_author, WeightToFee},
	AccountId, Balance, Balances, Executive, Runtime, RuntimeCall, Staking, System, TAO,
};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const SUBNET: NetUid = NetUid::new(2);
/// Created, but not started.
const DORMANT: NetUid = NetUid::new(3);
/// Has stake on Bob's hotkey, and no TAO.
const HOLDER: Sr25519Keyring = AliceStash;
/// Has nothing.
const PAUPER: Sr25519Keyring = BobStash;

fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

/// What the holder has on Bob's hotkey, in alpha-rao.
fn stake_on(netuid: NetUid) -> u64 {
	Staking::stake_of(&hotkey(Bob), &coldkey(HOLDER), netuid).get()
}

/// Alice stakes on Bob's hotkey, and gives the holder as many alpha-rao as said.
fn give(netuid: NetUid, amount: u64) {
	let (hotkey, stash) = (hotkey(Bob), coldkey(HOLDER));
	let amount_staked = TaoBalance::new(100 * TAO);
	let staking = ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked };
	assert_eq!(call(&coldkey(Alice), staking), Ok(()));
	let transfer = ProtocolCall::transfer_stake {
		destination_coldkey: stash,
		hotkey,
		origin_netuid: netuid,
		destination_netuid: netuid,
		alpha_amount: alpha(amount),
	};
	assert_eq!(call(&coldkey(Alice), transfer), Ok(()));
}

/// Ten alpha for the holder.
fn scene() -> Chain {
	let mut chain = Chain::local();
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	chain.block(|| {
		give(SUBNET, 10 * TAO);
		let holder = System::account(coldkey(HOLDER));
		// It exists by its stake alone.
		assert_eq!((holder.providers, holder.sufficients, free(&coldkey(HOLDER))), (0, 1, 0));
	});
	chain
}

fn remove(netuid: NetUid, amount: u64) -> RuntimeCall {
	ProtocolCall::remove_stake { hotkey: hotkey(Bob), netuid, amount_unstaked: alpha(amount) }.into()
}

fn recycle(amount: u64) -> RuntimeCall {
	ProtocolCall::recycle_alpha { hotkey: hotkey(Bob), amount: alpha(amount), netuid: SUBNET }.into()
}

fn unstake_all() -> RuntimeCall {
	ProtocolCall::unstake_all { hotkey: hotkey(Bob) }.into()
}

/// What the fee of the holder's next extrinsic costs by the rule: alpha at the price, rounded down, and the RAO that it is
/// sold for in a pool of equal weights. Of calls that unstake everywhere it is the fee for one subnet.
fn price_of(call: impl Into<RuntimeCall>) -> (u64, u64) {
	let call = call.into();
	let subnets = u32::from(TotalNetworks::<Runtime>::get());
	let unused = match &call {
		RuntimeCall::SubtensorModule(ProtocolCall::unstake_all { .. }) => {
			weights::unstake_all::<Runtime>(subnets) - weights::unstake_all::<Runtime>(1)
		},
		RuntimeCall::SubtensorModule(ProtocolCall::unstake_all_alpha { .. }) => {
			weights::unstake_all_alpha::<Runtime>(subnets) - weights::unstake_all_alpha::<Runtime>(1)
		},
		_ => Weight::zero(),
	};
	price_of_fee(announced_fee(&next(HOLDER, call)) - WeightToFee::weight_to_fee(&unused))
}

fn price_of_fee(fee: Balance) -> (u64, u64) {
	let (tao, in_pool) =
		(u128::from(SubnetTAO::<Runtime>::get(SUBNET).get()), u128::from(SubnetAlphaIn::<Runtime>::get(SUBNET).get()));
	let price = (tao << 64) / in_pool;
	let charged = (u128::from(fee) << 64) / price;
	let brings = tao * charged / (in_pool + charged);
	(charged.try_into().unwrap(), brings.try_into().unwrap())
}

/// Alpha charged and RAO that it brought, as the event tells.
fn paid_with_alpha() -> (u64, u64) {
	let mut payments = events().into_iter().filter_map(|event| match event {
		Event::TransactionFeePaidWithAlpha { who, netuid, alpha_fee, tao_amount } => {
			assert_eq!((who, netuid), (coldkey(HOLDER), SUBNET));
			Some((alpha_fee.get(), tao_amount.get()))
		},
		_ => None,
	});
	payments.next_back().expect("a fee was paid with stake")
}

fn subnet_account() -> AccountId {
	Issuance::<Runtime>::subnet_account(SUBNET)
}

#[test]
fn holder_without_tao_unstakes_everything() {
	let mut chain = scene();
	chain.block(|| {
		let (charged, brings) = price_of(remove(SUBNET, u64::MAX));
		let issuance = Balances::total_issuance();
		assert_let_in(HOLDER, remove(SUBNET, u64::MAX));
		send_ok(HOLDER, remove(SUBNET, u64::MAX));

		let removals: Vec<_> = events()
			.into_iter()
			.filter_map(|event| match event {
				Event::StakeRemoved(who, on, tao, sold, netuid, fee) => {
					assert_eq!((who, on, netuid), (coldkey(HOLDER), hotkey(Bob), SUBNET));
					Some((tao.get(), sold.get(), fee))
				},
				_ => None,
			})
			.collect();
		let [fee, all] = removals.as_slice() else { panic!("{removals:?}") };
		assert_eq!(*fee, (brings, charged, 0));
		assert_eq!(all.1 + all.2, 10 * TAO - charged);
		assert_eq!((free(&coldkey(HOLDER)), stake_on(SUBNET)), (all.0, 0));
		assert_eq!(System::account_nonce(coldkey(HOLDER)), 1);
		assert!(issuance - Balances::total_issuance() > brings);
		assert_eq!(last_fee(), brings);
	});
	// And pays in TAO from there on.
	chain.block(|| {
		send_ok(HOLDER, transfer(Bob, TAO));
		assert!(!events().iter().any(|event| matches!(event, Event::TransactionFeePaidWithAlpha { .. })));
	});
}

#[test]
fn fee_is_charged_at_the_price_and_its_tao_recycled() {
	scene().block(|| {
		let holdings = || {
			(
				stake_on(SUBNET),
				Staking::total_stake_of(&hotkey(Bob), SUBNET).get(),
				SubnetAlphaIn::<Runtime>::get(SUBNET).get(),
				SubnetAlphaOut::<Runtime>::get(SUBNET).get(),
				SubnetTAO::<Runtime>::get(SUBNET).get(),
				free(&subnet_account()),
				Balances::total_issuance(),
				SubnetTaoFlow::<Runtime>::get(SUBNET),
			)
		};
		// A call that moves nothing itself.
		let (charged, brings) = price_of(recycle(0));
		LastColdkeyHotkeyStakeBlock::<Runtime>::remove(coldkey(HOLDER), hotkey(Bob));
		let before = holdings();
		send_ok(HOLDER, recycle(0));
		assert_eq!(paid_with_alpha(), (charged, brings));
		let expected = (
			before.0 - charged,
			before.1 - charged,
			before.2 + charged,
			before.3 - charged,
			before.4 - brings,
			before.5 - brings,
			before.6 - brings,
			before.7 - i64::try_from(brings).unwrap(),
		);
		assert_eq!(holdings(), expected);
		let last = LastColdkeyHotkeyStakeBlock::<Runtime>::get(coldkey(HOLDER), hotkey(Bob));
		assert_eq!(last, Some(System::block_number().into()));
		// Nothing of it is kept for the pallet of fees, or for the author.
		assert_eq!(last_fee(), brings);
	});
}

#[test]
fn root_stake_pays_one_to_one() {
	scene().block(|| {
		give(NetUid::ROOT, 10 * TAO);
		let fee = announced_fee(&next(HOLDER, remove(NetUid::ROOT, TAO)));
		let (on_root, issuance) = (SubnetTAO::<Runtime>::get(NetUid::ROOT).get(), Balances::total_issuance());
		send_ok(HOLDER, remove(NetUid::ROOT, TAO));
		assert_eq!(stake_on(NetUid::ROOT), 9 * TAO - fee);
		assert_eq!(SubnetTAO::<Runtime>::get(NetUid::ROOT).get(), on_root - TAO - fee);
		assert_eq!((free(&coldkey(HOLDER)), issuance - Balances::total_issuance()), (TAO, fee));
		assert_eq!(stake_on(SUBNET), 10 * TAO);
	});
}

#[test]
fn fee_stays_with_the_subnet_when_its_account_would_fall_below_the_existential_deposit() {
	scene().block(|| {
		let account = Issuance::<Runtime>::subnet_account(NetUid::ROOT);
		give(NetUid::ROOT, TAO);
		let all_but = |call: RuntimeCall| free(&account) - announced_fee(&next(HOLDER, call));
		// Alice takes hers back, and the holder keeps the fee and 499 RAO.
		let back = ProtocolCall::remove_stake {
			hotkey: hotkey(Bob),
			netuid: NetUid::ROOT,
			amount_unstaked: AlphaBalance::MAX,
		};
		assert_eq!(call(&coldkey(Alice), back), Ok(()));
		assert_eq!(call(&coldkey(HOLDER), remove(NetUid::ROOT, all_but(remove(NetUid::ROOT, 0)) - 499)), Ok(()));
		assert_eq!(call(&coldkey(HOLDER), transfer_everything()), Ok(()));
		let (on_account, issuance) = (free(&account), Balances::total_issuance());
		assert_eq!(free(&coldkey(HOLDER)), 0);

		let answer = send(HOLDER, remove(NetUid::ROOT, 0)).expect("the fee is paid");
		assert_eq!(answer, error(Error::AmountTooLow));
		assert_eq!((stake_on(NetUid::ROOT), SubnetTAO::<Runtime>::get(NetUid::ROOT).get()), (499, 499));
		assert_eq!((free(&account), Balances::total_issuance()), (on_account, issuance));
	});
}

fn transfer_everything() -> RuntimeCall {
	let dest = coldkey(Alice).into();
	pallet_balances::Call::<Runtime>::transfer_all { dest, keep_alive: false }.into()
}

/// As [`give`], of alpha that has been made for the purpose, so that the price stays.
fn set_stake(amount: u64) {
	let (bob, holder) = (hotkey(Bob), coldkey(HOLDER));
	assert_eq!(Staking::decrease(&bob, &holder, SUBNET, alpha(stake_on(SUBNET))), Ok(()));
	assert_eq!(Staking::increase(&bob, &holder, SUBNET, alpha(amount)), Ok(()));
	assert_eq!(stake_on(SUBNET), amount);
}

#[test]
fn extrinsic_is_refused_when_the_stake_is_worth_less_than_the_fee() {
	scene().block(|| {
		let call = || remove(SUBNET, u64::MAX);
		let (charged, _) = price_of(call());
		set_stake(charged - 1);
		assert_unpaid(HOLDER, call());
		assert_eq!((stake_on(SUBNET), System::account_nonce(coldkey(HOLDER))), (charged - 1, 0));

		set_stake(charged);
		assert_let_in(HOLDER, call());
		// It is included, and leaves nothing for the call.
		assert_eq!(send(HOLDER, call()), Ok(error(Error::AmountTooLow)));
		assert_eq!(stake_on(SUBNET), 0);
		assert_unpaid(HOLDER, call());
	});
}

/// Calls on the list, which touch the stake on Bob's hotkey on subnet 2 alone.
fn payable() -> Vec<ProtocolCall> {
	let (hotkey, charlies, netuid) = (hotkey(Bob), hotkey(Charlie), SUBNET);
	let (amount_unstaked, alpha_amount, amount) = (alpha(TAO), alpha(TAO), alpha(TAO));
	let (origin_netuid, destination_netuid) = (SUBNET, NetUid::ROOT);
	let limit_price = TaoBalance::ZERO;
	vec![
		ProtocolCall::remove_stake { hotkey: hotkey.clone(), netuid, amount_unstaked },
		ProtocolCall::remove_stake_limit {
			hotkey: hotkey.clone(),
			netuid,
			amount_unstaked,
			limit_price,
			allow_partial: false,
		},
		ProtocolCall::remove_stake_full_limit { hotkey: hotkey.clone(), netuid, limit_price: None },
		ProtocolCall::unstake_all { hotkey: hotkey.clone() },
		ProtocolCall::unstake_all_alpha { hotkey: hotkey.clone() },
		ProtocolCall::move_stake {
			origin_hotkey: hotkey.clone(),
			destination_hotkey: charlies,
			origin_netuid,
			destination_netuid,
			alpha_amount,
		},
		ProtocolCall::transfer_stake {
			destination_coldkey: coldkey(Charlie),
			hotkey: hotkey.clone(),
			origin_netuid,
			destination_netuid,
			alpha_amount,
		},
		ProtocolCall::swap_stake { hotkey: hotkey.clone(), origin_netuid, destination_netuid, alpha_amount },
		ProtocolCall::swap_stake_limit {
			hotkey: hotkey.clone(),
			origin_netuid,
			destination_netuid,
			alpha_amount,
			limit_price,
			allow_partial: false,
		},
		ProtocolCall::recycle_alpha { hotkey: hotkey.clone(), amount, netuid },
		ProtocolCall::burn_alpha { hotkey, amount, netuid },
	]
}

#[test]
fn calls_by_which_stake_goes_are_paid_for_with_it() {
	let mut chain = scene();
	chain.block(|| {
		let created = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Charlie) };
		assert_eq!(call(&coldkey(Charlie), created), Ok(()));
		for payable in payable() {
			let (charged, brings) = price_of(payable.clone());
			assert_let_in(HOLDER, payable.clone());
			undone(|| {
				send_ok(HOLDER, payable);
				assert_eq!(paid_with_alpha(), (charged, brings));
			});
		}
	});
}

#[test]
fn calls_that_are_not_on_the_list_are_refused_without_tao() {
	scene().block(|| {
		let (hotkey, netuid) = (hotkey(Bob), SUBNET);
		let amount_staked = TaoBalance::new(TAO);
		let amount = amount_staked;
		let limit = None;
		let others: Vec<RuntimeCall> = vec![
			ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked }.into(),
			ProtocolCall::add_stake_burn { hotkey: hotkey.clone(), netuid, amount, limit }.into(),
			ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey: hotkey.clone() }.into(),
			ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() }.into(),
			ProtocolCall::decrease_take { hotkey, take: 0 }.into(),
			transfer(Bob, 1),
			frame_system::Call::<Runtime>::remark { remark: vec![] }.into(),
			pallet_utility::Call::<Runtime>::batch_all { calls: vec![remove(SUBNET, TAO)] }.into(),
			pallet_utility::Call::<Runtime>::as_derivative { index: 0, call: Box::new(remove(SUBNET, TAO)) }.into(),
		];
		for call in others {
			assert_unpaid(HOLDER, call);
		}
		assert_eq!(stake_on(SUBNET), 10 * TAO);
	});
}

#[test]
fn stake_pays_only_where_the_call_touches_it() {
	scene().block(|| {
		// There is stake, but not on this subnet, hotkey or coldkey.
		assert_unpaid(HOLDER, remove(NetUid::ROOT, TAO));
		assert_unpaid(HOLDER, remove(NetUid::new(99), TAO));
		let amount_unstaked = alpha(TAO);
		let elsewhere = ProtocolCall::remove_stake { hotkey: hotkey(Charlie), netuid: SUBNET, amount_unstaked };
		assert_unpaid(HOLDER, elsewhere);
		assert_unpaid(PAUPER, remove(SUBNET, TAO));
		assert_unpaid(PAUPER, unstake_all());
		// The origin pays, not the destination.
		let hotkey = hotkey(Bob);
		let (origin_netuid, destination_netuid) = (NetUid::ROOT, SUBNET);
		let swap = ProtocolCall::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount: alpha(TAO) };
		assert_unpaid(HOLDER, swap);
	});
}

#[test]
fn all_stake_pays_when_it_is_on_one_subnet_alone() {
	let mut chain = scene();
	assert_eq!(chain.register_subnet(Charlie), DORMANT);
	chain.block(|| {
		let all_alpha: RuntimeCall = ProtocolCall::unstake_all_alpha { hotkey: hotkey(Bob) }.into();
		// What cannot be unstaked does not count, nor does what is on another hotkey.
		undone(|| {
			assert_eq!(Staking::increase(&hotkey(Bob), &coldkey(HOLDER), DORMANT, alpha(TAO)), Ok(()));
			assert_eq!(Staking::increase(&hotkey(Charlie), &coldkey(HOLDER), SUBNET, alpha(TAO)), Ok(()));
			assert_let_in(HOLDER, unstake_all());
			assert_let_in(HOLDER, all_alpha.clone());
			send_ok(HOLDER, unstake_all());
			assert_eq!((stake_on(SUBNET), stake_on(DORMANT)), (0, TAO));
		});
		give(NetUid::ROOT, TAO);
		assert_unpaid(HOLDER, unstake_all());
		assert_unpaid(HOLDER, all_alpha);
		// One after the other it goes.
		send_ok(HOLDER, remove(SUBNET, u64::MAX));
		send_ok(HOLDER, unstake_all());
		assert_eq!((stake_on(SUBNET), stake_on(NetUid::ROOT)), (0, 0));
	});
}

#[test]
fn tao_is_charged_as_long_as_there_is_enough() {
	scene().block(|| {
		let fee = announced_fee(&next(HOLDER, recycle(0)));
		let endow = |tao| {
			let who = coldkey(HOLDER).into();
			let gift = pallet_balances::Call::<Runtime>::force_set_balance { who, new_free: tao };
			assert_eq!(crate::kit::root(gift), Ok(()));
		};
		// The account stays alive.
		endow(fee + 499);
		undone(|| {
			send_ok(HOLDER, recycle(0));
			assert!(stake_on(SUBNET) < 10 * TAO);
			assert_eq!(free(&coldkey(HOLDER)), fee + 499);
		});
		endow(fee + 500);
		send_ok(HOLDER, recycle(0));
		assert_eq!((stake_on(SUBNET), free(&coldkey(HOLDER))), (10 * TAO, fee + 500 - last_fee()));
	});
}

#[test]
fn who_pays_in_tao_does_not_pay_for_the_weight_of_a_payment_in_alpha() {
	scene().block(|| {
		let weight = |call: &RuntimeCall| ChargeTransactionPayment::from(0).weight(call);
		let set_aside = weight(&recycle(0)).saturating_sub(weight(&transfer(Bob, 1)));
		let announced = announced_fee(&next(Alice, recycle(0)));
		send_ok(Alice, recycle(0));
		let fee_of_it = WeightToFee::weight_to_fee(&set_aside);
		assert!(fee_of_it > 0);
		// Each is rounded to the nearest RAO.
		assert!((announced - fee_of_it).abs_diff(last_fee()) <= 1);
		// A look at each subnet costs more.
		assert!(weight(&unstake_all()).ref_time() > weight(&recycle(0)).ref_time());
	});
}

#[test]
fn fee_paid_with_stake_is_final() {
	scene().block(|| {
		// It fails.
		let (charged, _) = price_of(unstake_all());
		let nobodys = ProtocolCall::unstake_all { hotkey: hotkey(Charlie) };
		assert_eq!(Staking::increase(&hotkey(Charlie), &coldkey(HOLDER), SUBNET, alpha(10 * TAO)), Ok(()));
		let failed = undone(|| {
			let answer = send(HOLDER, nobodys).expect("the fee is paid");
			(answer, Staking::stake_of(&hotkey(Charlie), &coldkey(HOLDER), SUBNET).get())
		});
		assert_eq!(failed, (error(Error::HotKeyAccountNotExists), 10 * TAO - charged));
		assert_eq!(Staking::decrease(&hotkey(Charlie), &coldkey(HOLDER), SUBNET, alpha(10 * TAO)), Ok(()));

		let (charged, brings) = price_of(unstake_all());
		send_ok(HOLDER, unstake_all());
		assert_eq!((paid_with_alpha(), last_fee()), ((charged, brings), brings));
	});
}

#[test]
fn tip_is_paid_with_stake_too_and_is_nobodys() {
	scene().block(|| {
		let authors = || free(&block_author().expect("somebody makes the block"));
		let (before, issuance) = (authors(), Balances::total_issuance());
		let tip = TAO / 10;
		let tipped = signed(HOLDER, recycle(0), Terms { nonce: 0, tip });
		// The tip is a compact number, and longer than none.
		let (charged, brings) = price_of_fee(announced_fee(&tipped) + tip);
		Executive::apply_extrinsic(tipped).unwrap().unwrap();
		assert_eq!(paid_with_alpha(), (charged, brings));
		assert_eq!((authors(), issuance - Balances::total_issuance()), (before, brings));
		assert_eq!(last_fee(), brings);
	});
}

#[test]
fn stake_that_cannot_be_sold_pays_nothing() {
	let mut chain = scene();
	assert_eq!(chain.register_subnet(Charlie), DORMANT);
	chain.block(|| {
		undone(|| {
			assert_eq!(Staking::increase(&hotkey(Bob), &coldkey(HOLDER), DORMANT, alpha(TAO)), Ok(()));
			assert_unpaid(HOLDER, remove(DORMANT, TAO));
			SubtokenEnabled::<Runtime>::insert(DORMANT, true);
			assert_let_in(HOLDER, remove(DORMANT, TAO));
		});
		// A pool that has too little to pay with, or is offered too much.
		undone(|| {
			SubnetTAO::<Runtime>::insert(SUBNET, TaoBalance::new(999_999));
			assert_unpaid(HOLDER, remove(SUBNET, TAO));
		});
		undone(|| {
			SubnetAlphaIn::<Runtime>::insert(SUBNET, AlphaBalance::ZERO);
			assert_unpaid(HOLDER, remove(SUBNET, TAO));
		});
		assert_eq!(crate::kit::root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		assert_unpaid(HOLDER, remove(SUBNET, TAO));
		assert_unpaid(HOLDER, unstake_all());
	});
}

#[test]
fn least_that_is_charged_is_one_alpha_rao() {
	scene().look(|| {
		undone(|| {
			let fee = TaoBalance::new(1_000_000);
			let charged = || Staking::fee_in_alpha(&hotkey(Bob), &coldkey(HOLDER), SUBNET, fee);
			// A hundred million RAO for an alpha-rao.
			SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha(10_000));
			SubnetTAO::<Runtime>::insert(SUBNET, TaoBalance::new(1_000 * TAO));
			assert_eq!(charged(), Some(alpha(1)));
			set_stake(0);
			assert_eq!(charged(), None);
		});
	});
}

#[test]
fn nonces_count_for_who_pays_with_stake() {
	scene().block(|| {
		let at = |nonce| signed(HOLDER, recycle(1), Terms { nonce, tip: 0 });
		let (first, second) = (at(0), at(1));
		assert_eq!(offered(second.clone()).unwrap().requires.len(), 1);
		Executive::apply_extrinsic(first.clone()).unwrap().unwrap();
		assert_eq!(offered(first), Err(InvalidTransaction::Stale.into()));
		Executive::apply_extrinsic(second).unwrap().unwrap();
		assert_eq!(System::account_nonce(coldkey(HOLDER)), 2);
	});
}

#[test]
fn unstaking_everywhere_costs_no_more_in_alpha_than_in_tao() {
	let mut chain = scene();
	// Each subnet adds to what the call declares.
	for owner in [Bob, Charlie, Alice] {
		chain.register_subnet(owner);
	}
	chain.block(|| {
		let announced = announced_fee(&next(HOLDER, unstake_all()));
		let in_alpha = undone(|| {
			send_ok(HOLDER, unstake_all());
			last_fee()
		});
		let in_tao = undone(|| {
			let gift =
				pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: coldkey(HOLDER).into(), value: TAO };
			assert_eq!(call(&coldkey(Alice), gift), Ok(()));
			send_ok(HOLDER, unstake_all());
			last_fee()
		});
		// Beyond the payment itself, which is in neither of the two.
		let weight = |call: &RuntimeCall| ChargeTransactionPayment::from(0).weight(call);
		let payment = WeightToFee::weight_to_fee(&(weight(&unstake_all()) - weight(&transfer(Bob, 1))));
		// In TAO what it would have taken to sell a rest is given back.
		let rest = WeightToFee::weight_to_fee(&(weights::leaving(Weight::zero(), 0)));
		let most = in_tao + payment + rest;
		assert!(in_alpha <= most, "{in_alpha} in alpha, {in_tao} in TAO, {payment} for the payment, {rest} for a rest");
		assert!(announced > in_alpha + in_alpha / 2);
	});
}
