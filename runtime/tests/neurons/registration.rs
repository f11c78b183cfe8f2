//! Subnets 5.1 and economics 17.1: registering a hotkey against the price of the moment.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, events, hotkey, AdminCall, ProtocolCall},
	words::{assert_refused, give, join, price, registration, root_sets, set_price, small_subnet, state, subnet, uid},
};
use pallet_issuance::{AlphaRecycled, TotalAlphaIssuance};
use pallet_protocol::{
	BlockAtRegistration, Error, Event, IsNetworkMember, Keys, OwnedHotkeys, Owner, RAORecycledForRegistration,
	RegistrationsThisBlock, StakingHotkeys, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow, SubnetVolume,
	SubnetworkN, TotalStake, Uids,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{
	traits::{BadOrigin, Dispatchable},
	DispatchError,
};
use taonet_runtime::{AccountId, Balances, Runtime, RuntimeCall, RuntimeOrigin, TAO};
use taonet_types::{NetUid, TaoBalance};

/// What one block leaves of the price of 1 TAO. Spec: subnets 5.2.
const PRICE: u64 = 998_076_443;
/// Least RAO that an account must have.
const ALIVE: u64 = 500;
const MISSING: NetUid = NetUid::new(99);

/// All that a registration moves, in RAO and alpha-rao.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Books {
	coldkey: u64,
	subnet_account: u64,
	issuance: u64,
	pool_tao: u64,
	total_stake: u64,
	pool_alpha: u64,
	alpha_outside: u64,
	alpha_issued: u64,
	alpha_recycled: u64,
	recycled_for_registration: u64,
	flow: i64,
	volume: u128,
}

impl Books {
	fn of(netuid: NetUid, coldkey: &AccountId) -> Self {
		Self {
			coldkey: free(coldkey),
			subnet_account: free(&pallet_issuance::Pallet::<Runtime>::subnet_account(netuid)),
			issuance: Balances::total_issuance(),
			pool_tao: SubnetTAO::<Runtime>::get(netuid).get(),
			total_stake: TotalStake::<Runtime>::get().get(),
			pool_alpha: SubnetAlphaIn::<Runtime>::get(netuid).get(),
			alpha_outside: SubnetAlphaOut::<Runtime>::get(netuid).get(),
			alpha_issued: TotalAlphaIssuance::<Runtime>::get(netuid).get(),
			alpha_recycled: AlphaRecycled::<Runtime>::get(netuid).get(),
			recycled_for_registration: RAORecycledForRegistration::<Runtime>::get(netuid).get(),
			flow: SubnetTaoFlow::<Runtime>::get(netuid),
			volume: SubnetVolume::<Runtime>::get(netuid),
		}
	}

	/// The books after `paid` RAO were paid against a price of `price`, by the formulas of a pool of equal weights.
	fn after(self, price: u64, paid: u64) -> Self {
		let fee = paid * 33 / 65_535;
		let paid_in = paid - fee;
		let (x, y, d) = (u128::from(self.pool_alpha), u128::from(self.pool_tao), u128::from(paid_in));
		let bought = u64::try_from(x * d / (y + d)).unwrap();
		Self {
			coldkey: self.coldkey - paid,
			subnet_account: self.subnet_account + paid_in,
			issuance: self.issuance - fee,
			pool_tao: self.pool_tao + paid_in,
			total_stake: self.total_stake + paid_in,
			pool_alpha: self.pool_alpha - bought,
			alpha_outside: self.alpha_outside,
			alpha_issued: self.alpha_issued - bought,
			alpha_recycled: self.alpha_recycled + bought,
			recycled_for_registration: self.recycled_for_registration + price,
			flow: self.flow + i64::try_from(paid).unwrap(),
			volume: self.volume + u128::from(paid),
		}
	}
}

/// The price after a registration: 1.26 times, as a fixed-point number of 64 binary places has it.
fn raised(price: u64) -> u64 {
	u64::try_from((u128::from(price) * 0x1428f5c28f5c29000) >> 64).unwrap()
}

#[test]
fn registration_puts_the_price_into_the_pool_and_recycles_fee_and_alpha() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		assert_eq!(price(netuid), PRICE);
		let before = Books::of(netuid, &coldkey(Charlie));
		join(netuid, 1);
		let after = Books::of(netuid, &coldkey(Charlie));
		assert_eq!(after, before.after(PRICE, PRICE));
		// 0.05035 % of the price.
		let recycled = before.issuance - after.issuance;
		assert_eq!(recycled, 502_579);
		assert_eq!(before.coldkey - after.coldkey, after.subnet_account - before.subnet_account + recycled);
	});
}

#[test]
fn registration_gives_the_hotkey_a_slot_and_an_owner() {
	let (mut chain, netuid) = subnet();
	let newcomer = account(1);
	chain.block(|| {
		join(netuid, 1);
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 2);
		assert_eq!(Keys::<Runtime>::get(netuid, 1), newcomer);
		assert_eq!(Uids::<Runtime>::get(netuid, &newcomer), Some(1));
		assert!(IsNetworkMember::<Runtime>::get(&newcomer, netuid));
		assert_eq!(BlockAtRegistration::<Runtime>::get(netuid, 1), 3);
		assert_eq!(Owner::<Runtime>::get(&newcomer), coldkey(Charlie));
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Charlie)), std::slice::from_ref(&newcomer));
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Charlie)), std::slice::from_ref(&newcomer));
		let registered = events().pop();
		assert!(
			matches!(&registered, Some(Event::NeuronRegistered(at, 1, who)) if *at == netuid && *who == newcomer),
			"{registered:?}"
		);
	});
}

#[test]
fn registration_is_the_same_by_each_of_its_calls() {
	let calls = |netuid: NetUid| {
		let hotkey = account(1);
		[
			ProtocolCall::burned_register { netuid, hotkey: hotkey.clone() },
			ProtocolCall::register_limit { netuid, hotkey: hotkey.clone(), limit_price: PRICE },
			// Whoever else is named, and whatever the work is.
			ProtocolCall::register {
				netuid,
				block_number: u64::MAX,
				nonce: 7,
				work: vec![1, 2, 3],
				hotkey,
				coldkey: coldkey(Dave),
			},
		]
	};
	let after = |which: usize| {
		let (mut chain, netuid) = subnet();
		chain.block(|| assert_eq!(call(&coldkey(Charlie), calls(netuid)[which].clone()), Ok(())));
		chain.look(|| {
			assert_eq!(uid(netuid, &account(1)), Some(1));
			state()
		})
	};
	assert_eq!(after(1), after(0));
	assert_eq!(after(2), after(0));
}

#[test]
fn registration_is_open_before_the_subnet_starts_and_after() {
	let mut chain = Chain::local();
	let netuid = chain.register_subnet(Bob);
	assert_eq!(chain.register_neuron(netuid, Charlie), 1);
	chain.block(|| assert_eq!(call(&coldkey(Bob), ProtocolCall::start_call { netuid }), Ok(())));
	assert_eq!(chain.register_neuron(netuid, Dave), 2);
}

#[test]
fn registration_has_no_limit_but_the_price() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		let mut expected = PRICE;
		for number in 1..=15 {
			assert_eq!(price(netuid), expected);
			let before = Books::of(netuid, &coldkey(Charlie));
			join(netuid, number);
			assert_eq!(Books::of(netuid, &coldkey(Charlie)), before.after(expected, expected));
			expected = raised(expected);
		}
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(netuid), 15);
	});
	chain.run(1);
	chain.look(|| assert_eq!(RegistrationsThisBlock::<Runtime>::get(netuid), 0));
}

#[test]
fn coldkey_stays_alive_when_it_pays_with_its_last_tao() {
	let (mut chain, netuid) = subnet();
	let poor = account(7);
	for (spare, left) in [(0, ALIVE), (1, ALIVE), (ALIVE, ALIVE), (ALIVE + 1, ALIVE + 1)] {
		chain.block(|| {
			let price = price(netuid);
			let total = price + spare;
			give(&poor, total - free(&poor));
			let before = Books::of(netuid, &poor);
			let hotkey = account(100 + u32::try_from(spare).unwrap());
			assert_eq!(call(&poor, ProtocolCall::burned_register { netuid, hotkey }), Ok(()));
			assert_eq!(free(&poor), left);
			// The whole price counts as recycled, though less was paid.
			assert_eq!(Books::of(netuid, &poor), before.after(price, total - left));
		});
	}
}

#[test]
fn coldkey_cannot_register_when_it_lacks_one_rao() {
	let (mut chain, netuid) = subnet();
	let poor = account(7);
	chain.block(|| {
		give(&poor, price(netuid) - 1);
		assert_refused(&poor, registration(netuid, 1), Error::<Runtime>::NotEnoughBalanceToStake);
		give(&poor, ALIVE);
		assert_eq!(call(&poor, registration(netuid, 1)), Ok(()));
	});
}

#[test]
fn reserved_tao_does_not_pay_for_a_registration() {
	use frame_support::traits::ReservableCurrency;
	let (mut chain, netuid) = subnet();
	let poor = account(7);
	chain.block(|| {
		let price = price(netuid);
		give(&poor, price + TAO);
		Balances::reserve(&poor, TAO).unwrap();
		// The reserve keeps the account from being closed, so that it can pay only what is above the existential deposit.
		assert_refused(&poor, registration(netuid, 1), Error::<Runtime>::NotEnoughBalanceToStake);
		give(&poor, ALIVE);
		assert_eq!(call(&poor, registration(netuid, 1)), Ok(()));
		assert_eq!(free(&poor), ALIVE);
		Balances::unreserve(&poor, TAO);
	});
}

#[test]
fn limit_price_is_respected_to_the_rao() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		let limited = |limit_price| ProtocolCall::register_limit { netuid, hotkey: account(1), limit_price };
		assert_refused(&coldkey(Charlie), limited(PRICE - 1), Error::<Runtime>::RegistrationPriceLimitExceeded);
		assert_refused(&coldkey(Charlie), limited(0), Error::<Runtime>::RegistrationPriceLimitExceeded);
		let before = free(&coldkey(Charlie));
		assert_eq!(call(&coldkey(Charlie), limited(u64::MAX)), Ok(()));
		// A higher limit costs no more.
		assert_eq!(free(&coldkey(Charlie)), before - PRICE);
	});
}

#[test]
fn registration_is_refused_for_the_first_reason_that_applies() {
	// Nobody in the only slot may be replaced.
	let (mut chain, netuid) = small_subnet(1);
	let (signer, own, foreign) = (account(7), account(9), account(8));
	chain.block(|| {
		// Everything is wrong at first, and is mended one by one.
		root_sets(AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: false });
		assert_eq!(call(&coldkey(Dave), ProtocolCall::try_associate_hotkey { hotkey: foreign.clone() }), Ok(()));
		// More than a thousand times what is in the pool.
		set_price(netuid, 1_100_000 * TAO);
		let refused = |netuid: NetUid, hotkey: &AccountId, limit_price: u64, reason: DispatchError| {
			let asked = ProtocolCall::register_limit { netuid, hotkey: hotkey.clone(), limit_price };
			assert_refused(&signer, asked, reason);
		};
		let taken = hotkey(Bob);
		refused(NetUid::ROOT, &taken, 0, Error::<Runtime>::RegistrationNotPermittedOnRootSubnet.into());
		refused(MISSING, &taken, 0, Error::<Runtime>::SubnetNotExists.into());
		refused(netuid, &taken, 0, Error::<Runtime>::RegistrationPriceLimitExceeded.into());
		refused(netuid, &taken, u64::MAX, Error::<Runtime>::SubNetRegistrationDisabled.into());
		root_sets(AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: true });
		refused(netuid, &taken, u64::MAX, Error::<Runtime>::HotKeyAlreadyRegisteredInSubNet.into());
		refused(netuid, &foreign, u64::MAX, Error::<Runtime>::NotEnoughBalanceToStake.into());
		for (giver, tao) in [(Alice, 700_000), (Charlie, 700_000)] {
			let gift =
				pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: signer.clone().into(), value: tao * TAO };
			assert_eq!(call(&coldkey(giver), gift), Ok(()));
		}
		refused(netuid, &foreign, u64::MAX, Error::<Runtime>::NonAssociatedColdKey.into());
		refused(netuid, &own, u64::MAX, Error::<Runtime>::NoNeuronIdAvailable.into());
		root_sets(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 2 });
		refused(netuid, &own, u64::MAX, pallet_swap::Error::<Runtime>::SwapInputTooLarge.into());
		set_price(netuid, TAO);
		let asked = ProtocolCall::register_limit { netuid, hotkey: own, limit_price: TAO };
		assert_eq!(call(&signer, asked), Ok(()));
	});
}

#[test]
fn reasons_are_the_same_for_calls_without_a_limit() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		for netuid in [NetUid::ROOT, MISSING, netuid] {
			let hotkey = hotkey(Bob);
			let work = ProtocolCall::register {
				netuid,
				block_number: 0,
				nonce: 0,
				work: vec![],
				hotkey: hotkey.clone(),
				coldkey: coldkey(Charlie),
			};
			let burned = ProtocolCall::burned_register { netuid, hotkey };
			let reason: DispatchError = match netuid {
				NetUid::ROOT => Error::<Runtime>::RegistrationNotPermittedOnRootSubnet.into(),
				MISSING => Error::<Runtime>::SubnetNotExists.into(),
				_ => Error::<Runtime>::HotKeyAlreadyRegisteredInSubNet.into(),
			};
			assert_refused(&coldkey(Charlie), work, reason);
			assert_refused(&coldkey(Charlie), burned, reason);
		}
	});
}

#[test]
fn account_of_a_subnet_cannot_be_registered() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		let hotkey = pallet_issuance::Pallet::<Runtime>::subnet_account(netuid);
		let asked = ProtocolCall::burned_register { netuid, hotkey };
		assert_refused(&coldkey(Charlie), asked, Error::<Runtime>::CannotUseSystemAccount);
	});
}

#[test]
fn registration_must_be_signed() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		let hotkey = account(1);
		for asked in [
			ProtocolCall::burned_register { netuid, hotkey: hotkey.clone() },
			ProtocolCall::register_limit { netuid, hotkey: hotkey.clone(), limit_price: u64::MAX },
			ProtocolCall::root_register { hotkey },
		] {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				let asked: RuntimeCall = asked.clone().into();
				assert_eq!(asked.dispatch(origin).unwrap_err().error, DispatchError::from(BadOrigin));
			}
		}
	});
}

#[test]
fn hotkey_can_be_registered_on_many_subnets_by_its_coldkey_alone() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		join(netuid, 1);
		let other = NetUid::new(1);
		assert_refused(&coldkey(Dave), registration(other, 1), Error::<Runtime>::NonAssociatedColdKey);
		join(other, 1);
		assert_eq!(IsNetworkMember::<Runtime>::iter_prefix(account(1)).count(), 2);
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Charlie)), [account(1)]);
	});
}

#[test]
fn registration_is_refused_when_the_subnet_is_full_and_nobody_may_be_replaced() {
	let (mut chain, netuid) = small_subnet(1);
	chain.block(|| {
		assert_refused(&coldkey(Charlie), registration(netuid, 1), Error::<Runtime>::NoNeuronIdAvailable);
		root_sets(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 2 });
		join(netuid, 1);
	});
}

#[test]
fn registration_is_refused_on_a_subnet_that_is_being_dissolved() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		root_sets(ProtocolCall::root_dissolve_network { netuid });
		assert_refused(&coldkey(Charlie), registration(netuid, 1), Error::<Runtime>::SubnetNotExists);
	});
}

#[test]
fn full_counter_of_recycled_tao_stops_nobody_from_registering() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		// Root can set it.
		root_sets(AdminCall::sudo_set_rao_recycled { netuid, rao_recycled: TaoBalance::new(u64::MAX - PRICE - 1) });
		join(netuid, 1);
		assert_eq!(RAORecycledForRegistration::<Runtime>::get(netuid), TaoBalance::new(u64::MAX - 1));
		join(netuid, 2);
		assert_eq!(RAORecycledForRegistration::<Runtime>::get(netuid), TaoBalance::MAX);
	});
}
