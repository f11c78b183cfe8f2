//! What the runtime API shows of a chain on which two subnets were created and three neurons registered.
//!
//! Bob creates subnet 2 in block 1 and Charlie subnet 3 in block 2; Dave and Eve register on Bob's in blocks 3 and 4. In
//! block 5 it is started, it and Dave say who they are, and Dave says where he serves. What all that costs is computed here
//! from the formulas of the spec.

use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, describe_subnet, hotkey, root, AdminCall, ProtocolCall},
	scene::MISSING,
};
use codec::Compact;
use pallet_protocol::types::{AxonInfo, ChainIdentityV2, PrometheusInfo, SubnetIdentityV3};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{
	genesis_presets::{ALICE_HOTKEY, MODEST, NOBODY, RICH},
	AccountId, Balances, Runtime, TAO,
};
use taonet_runtime_api::{
	dynamic_info::DynamicInfo,
	metagraph::Metagraph,
	neuron_info::{runtime_decl_for_neuron_info_runtime_api::NeuronInfoRuntimeApiV1 as _, NeuronInfo},
	registration::runtime_decl_for_subnet_registration_runtime_api::SubnetRegistrationRuntimeApiV1 as _,
	subnet_info::{runtime_decl_for_subnet_info_runtime_api::SubnetInfoRuntimeApiV2 as _, SubnetInfov2},
	swap::{runtime_decl_for_swap_runtime_api::SwapRuntimeApiV1 as _, SimSwapResult},
};
use taonet_types::{fixed::I96F32, AlphaBalance, MechId, NetUid, TaoBalance};

const BOBS: NetUid = NetUid::new(2);
const CHARLIES: NetUid = NetUid::new(3);

fn rao(amount: u64) -> TaoBalance {
	TaoBalance::new(amount)
}

fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

fn text(bytes: &[Compact<u8>]) -> String {
	String::from_utf8(bytes.iter().map(|byte| byte.0).collect()).expect("is UTF-8")
}

fn compact_text(text: &str) -> Vec<Compact<u8>> {
	text.bytes().map(Compact).collect()
}

/// 1000 TAO for the first subnet. For the second twice that, less a block's part: at 1 TAO a block the interval is 100 800.
const LOCK_COSTS: [u64; 2] = [1_000 * TAO, 2_000 * TAO - 1_000 * TAO / 100_800];

/// A pool of equal weights, by the constant product.
struct Pool {
	tao: u64,
	alpha: u64,
	fees: u64,
	volume: u128,
}

impl Pool {
	/// A subnet's at the price of 1, which the genesis subnet has.
	const NEW: Self = Self { tao: 1_000 * TAO, alpha: 1_000 * TAO, fees: 0, volume: 0 };

	/// What is left of `gross` without the fee of 33 parts of 65535, and what it buys.
	fn trade(&self, gross: u64) -> (u64, u64) {
		let fee = (u128::from(gross) * ((33u128 << 64) / 65_535)) >> 64;
		let paid = gross - u64::try_from(fee).unwrap();
		let bought = u128::from(self.alpha) * u128::from(paid) / u128::from(self.tao + paid);
		(paid, u64::try_from(bought).unwrap())
	}

	/// The alpha is recycled.
	fn after(self, gross: u64) -> Self {
		let (paid, bought) = self.trade(gross);
		Self {
			tao: self.tao + paid,
			alpha: self.alpha - bought,
			fees: self.fees + gross - paid,
			volume: self.volume + u128::from(gross),
		}
	}

	/// RAO for an alpha.
	fn price(&self) -> u64 {
		let price = (u128::from(self.tao) << 64) / u128::from(self.alpha);
		let (whole, parts) = (price >> 64, price & u128::from(u64::MAX));
		u64::try_from(whole * u128::from(TAO) + ((parts * u128::from(TAO)) >> 64)).unwrap()
	}
}

/// Prices that Dave and Eve paid, and the one after the last block.
fn registration_prices() -> [u64; 3] {
	let fallen = |price: u64| u64::try_from((u128::from(price) * 4_286_705_684) >> 32).unwrap();
	// 1.26 as a 64-bit fraction; the product has more bits than a u128, so it is taken in two parts.
	let risen = |price: u64| {
		let fraction = 0x1428f5c28f5c29000u128 - (1 << 64);
		price + u64::try_from((u128::from(price) * fraction) >> 64).unwrap()
	};
	let dave = fallen(fallen(TAO));
	let eve = fallen(risen(dave));
	[dave, eve, fallen(risen(eve))]
}

/// Bob's pool after both registrations.
fn bobs_pool() -> Pool {
	let [dave, eve, _] = registration_prices();
	Pool::NEW.after(dave).after(eve)
}

fn daves_axon() -> AxonInfo {
	AxonInfo {
		block: 5,
		version: 7,
		ip: 0x01020304,
		port: 8091,
		ip_type: 4,
		protocol: 4,
		placeholder1: 1,
		placeholder2: 2,
	}
}

fn bobs_identity() -> SubnetIdentityV3 {
	SubnetIdentityV3 { subnet_name: "Böb's".into(), subnet_url: "https://bob.example".into(), ..Default::default() }
}

fn daves_identity() -> ChainIdentityV2 {
	ChainIdentityV2 { name: "Dave".into(), discord: "dave#1".into(), ..Default::default() }
}

/// The chain at block 5.
fn scenario() -> Chain {
	let mut chain = Chain::local();
	assert_eq!([chain.register_subnet(Bob), chain.register_subnet(Charlie)], [BOBS, CHARLIES]);
	assert_eq!([chain.register_neuron(BOBS, Dave), chain.register_neuron(BOBS, Eve)], [1, 2]);
	chain.block(|| {
		let AxonInfo { version, ip, port, ip_type, protocol, placeholder1, placeholder2, .. } = daves_axon();
		let serve =
			ProtocolCall::serve_axon { netuid: BOBS, version, ip, port, ip_type, protocol, placeholder1, placeholder2 };
		let ChainIdentityV2 { name, url, github_repo, image, discord, description, additional } = daves_identity();
		let introduce = ProtocolCall::set_identity { name, url, github_repo, image, discord, description, additional };
		for (who, asked) in [
			(coldkey(Bob), ProtocolCall::start_call { netuid: BOBS }),
			(coldkey(Bob), describe_subnet(BOBS, bobs_identity())),
			(hotkey(Dave), serve),
			(coldkey(Dave), introduce),
		] {
			assert_eq!(call(&who, asked.clone()), Ok(()), "{asked:?}");
		}
	});
	assert_eq!(chain.height(), 5);
	chain
}

#[test]
fn registrations_cost_what_the_spec_says() {
	// The table of subnets 5.2, and 1.26 times that.
	assert_eq!(registration_prices()[0], 996_156_586);
	assert_eq!(LOCK_COSTS[1], 1_999_990_079_366);
	scenario().look(|| {
		let [dave, eve, next] = registration_prices();
		let pool = bobs_pool();
		let spent = |key: Sr25519Keyring, had: u64| had - free(&coldkey(key));
		assert_eq!([spent(Bob, RICH), spent(Charlie, RICH)], LOCK_COSTS);
		assert_eq!([spent(Dave, MODEST), spent(Eve, MODEST)], [dave, eve]);
		assert_eq!(pallet_protocol::Burn::<Runtime>::get(BOBS), rao(next));

		// What they paid lies on the subnets' accounts or was recycled.
		let of_subnet = |netuid| free(&Runtime::get_subnet_account_id(netuid).expect("exists"));
		assert_eq!([of_subnet(BOBS), of_subnet(CHARLIES)], [pool.tao, 1_000 * TAO]);
		let recycled = pool.fees + LOCK_COSTS[1] - 1_000 * TAO;
		assert_eq!(Balances::total_issuance(), 3 * RICH + 8 * MODEST + 10 * TAO - recycled);
	});
}

/// Subnet 2 as [`DynamicInfo`].
fn bobs_pool_and_emission() -> DynamicInfo {
	let pool = bobs_pool();
	DynamicInfo {
		netuid: Compact(BOBS),
		owner_hotkey: hotkey(Bob),
		owner_coldkey: coldkey(Bob),
		subnet_name: compact_text("Böb's"),
		token_symbol: compact_text("\u{3B2}"),
		tempo: Compact(10),
		last_step: Compact(0),
		// It was created in block 1.
		blocks_since_last_step: Compact(4),
		emission: Compact(0),
		alpha_in: Compact(alpha(pool.alpha)),
		alpha_out: Compact(alpha(0)),
		tao_in: Compact(rao(pool.tao)),
		alpha_out_emission: Compact(alpha(0)),
		alpha_in_emission: Compact(alpha(0)),
		tao_in_emission: Compact(rao(0)),
		pending_alpha_emission: Compact(alpha(0)),
		pending_root_emission: Compact(rao(0)),
		subnet_volume: Compact(pool.volume),
		network_registered_at: Compact(1),
		subnet_identity: Some(bobs_identity()),
		moving_price: I96F32::from_num(0),
	}
}

#[test]
fn dynamic_info_shows_pools_of_all_subnets() {
	scenario().look(|| {
		let all = Runtime::get_all_dynamic_info();
		// Clients cannot read a list with gaps.
		let all: Vec<DynamicInfo> = all.into_iter().map(|shown| shown.expect("only live subnets are listed")).collect();
		assert_eq!(all.iter().map(|shown| shown.netuid.0.get()).collect::<Vec<_>>(), [0, 1, 2, 3]);
		for shown in &all {
			assert_eq!(Runtime::get_dynamic_info(shown.netuid.0).as_ref(), Some(shown));
		}
		assert_eq!(all[2], bobs_pool_and_emission());

		let [root, first, _, charlies] = &all[..] else { panic!("there are four") };
		let names = |shown: &DynamicInfo| (text(&shown.subnet_name), text(&shown.token_symbol));
		let called = |name: &str, symbol: &str| (name.to_string(), symbol.to_string());
		assert_eq!(names(root), called("root", "\u{3A4}"));
		assert_eq!(names(first), called("apex", "\u{3B1}"));
		assert_eq!(names(charlies), called("unknown", "\u{3B3}"));
		let owners = |shown: &DynamicInfo| (shown.owner_coldkey.clone(), shown.owner_hotkey.clone());
		assert_eq!(owners(root), (coldkey(Alice), ALICE_HOTKEY));
		assert_eq!(owners(first), (NOBODY, NOBODY));
		assert_eq!(owners(charlies), (coldkey(Charlie), hotkey(Charlie)));
		let pool = |shown: &DynamicInfo| (shown.tao_in.0.get(), shown.alpha_in.0.get(), shown.alpha_out.0.get());
		assert_eq!(pool(root), (0, 0, 0));
		assert_eq!(pool(first), (10 * TAO, 10 * TAO, TAO));
		assert_eq!(pool(charlies), (1_000 * TAO, 1_000 * TAO, 0));
		assert_eq!([root, first, charlies].map(|shown| shown.moving_price), [1, 0, 0].map(I96F32::from_num));
		assert_eq!([root, first, charlies].map(|shown| shown.tempo.0), [100, 100, 10]);
		assert_eq!([root, first, charlies].map(|shown| shown.network_registered_at.0), [0, 0, 2]);
		assert_eq!([root, first, charlies].map(|shown| shown.subnet_identity.clone()), [None, None, None]);
		assert_eq!(Runtime::get_dynamic_info(MISSING), None);
	});
}

#[test]
fn metagraph_shows_the_neurons_by_uid() {
	scenario().look(|| {
		let shown: Metagraph = Runtime::get_metagraph(BOBS).expect("exists");
		let people = [Bob, Dave, Eve];
		assert_eq!(shown.hotkeys, people.map(hotkey));
		assert_eq!(shown.coldkeys, people.map(coldkey));
		assert_eq!(shown.identities, [None, Some(daves_identity()), None]);
		assert_eq!(shown.axons, [AxonInfo::default(), daves_axon(), AxonInfo::default()]);
		assert_eq!(shown.block_at_registration, [1, 3, 4].map(Compact));
		assert_eq!(shown.last_update, [1, 3, 4].map(Compact));
		assert_eq!((shown.active, shown.validator_permit), (vec![true; 3], vec![false; 3]));
		assert_eq!((shown.num_uids, shown.max_uids, shown.block), (Compact(3), Compact(256), Compact(5)));
		assert_eq!(shown.pruning_score, [Compact(65_535); 3]);
		assert_eq!([shown.dividends, shown.incentives, shown.consensus], [(); 3].map(|()| vec![Compact(0); 3]));
		assert_eq!([shown.emission, shown.alpha_stake], [(); 2].map(|()| vec![Compact(alpha(0)); 3]));
		assert_eq!([shown.tao_stake, shown.total_stake], [(); 2].map(|()| vec![Compact(rao(0)); 3]));
		assert_eq!(shown.tao_dividends_per_hotkey, people.map(|key| (hotkey(key), Compact(rao(0)))));
		assert_eq!(shown.alpha_dividends_per_hotkey, people.map(|key| (hotkey(key), Compact(alpha(0)))));
		assert_eq!((shown.trust.len(), shown.rank.len()), (0, 0));
	});
}

#[test]
fn metagraph_shows_the_subnet() {
	scenario().look(|| {
		let (shown, pool) = (Runtime::get_metagraph(BOBS).expect("exists"), bobs_pool_and_emission());
		assert_eq!(shown.netuid.0.get(), 2);
		assert_eq!((text(&shown.name), text(&shown.symbol)), ("Böb's".to_string(), "\u{3B2}".to_string()));
		assert_eq!(shown.identity, Some(bobs_identity()));
		assert_eq!((shown.owner_coldkey, shown.owner_hotkey), (coldkey(Bob), hotkey(Bob)));
		assert_eq!((shown.network_registered_at, shown.tempo), (Compact(1), Compact(10)));
		assert_eq!((shown.tao_in, shown.alpha_in, shown.alpha_out), (pool.tao_in, pool.alpha_in, pool.alpha_out));
		assert_eq!((shown.subnet_volume, shown.moving_price), (pool.subnet_volume, pool.moving_price));
		assert_eq!(shown.burn, Compact(rao(registration_prices()[2])));
		assert!(shown.registration_allowed);
	});
}

#[test]
fn metagraphs_of_all_subnets_and_mechanisms_are_those_of_each() {
	let mut chain = scenario();
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		for asked in [
			AdminCall::sudo_set_max_allowed_uids { netuid: BOBS, max_allowed_uids: 128 },
			AdminCall::sudo_set_mechanism_count { netuid: BOBS, mechanism_count: MechId::new(2) },
		] {
			assert_eq!(root(asked), Ok(()));
		}
	});
	chain.look(|| {
		let netuids = [0, 1, 2, 3].map(NetUid::new);
		assert_eq!(Runtime::get_all_metagraphs(), netuids.map(Runtime::get_metagraph));
		let mechanisms = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 0)].map(|(n, m)| (NetUid::new(n), MechId::new(m)));
		assert_eq!(
			Runtime::get_all_mechagraphs(),
			mechanisms.map(|(netuid, mecid)| Some(Runtime::get_mechagraph(netuid, mecid).expect("exists")))
		);
		assert_eq!(Runtime::get_mechagraph(BOBS, MechId::MAIN), Runtime::get_metagraph(BOBS));
		assert_eq!(Runtime::get_mechagraph(BOBS, MechId::new(1)).unwrap().netuid.0.get(), 4_098);
		assert_eq!(Runtime::get_mechagraph(CHARLIES, MechId::new(1)), None);
		assert_eq!(Runtime::get_metagraph(MISSING), None);

		// Field 52 are the hotkeys.
		let asked = Runtime::get_selective_metagraph(BOBS, vec![52]).expect("exists");
		assert_eq!(asked.hotkeys, Some([Bob, Dave, Eve].map(hotkey).to_vec()));
		assert_eq!((asked.coldkeys, asked.name), (None, None));
		let second = Runtime::get_selective_mechagraph(BOBS, MechId::new(1), vec![52]).expect("exists");
		assert_eq!((second.netuid.0.get(), second.hotkeys), (4_098, asked.hotkeys));
		assert_eq!(Runtime::get_selective_metagraph(MISSING, vec![52]), None);
		assert_eq!(Runtime::get_selective_mechagraph(CHARLIES, MechId::new(1), vec![52]), None);
	});
}

#[test]
fn neurons_are_shown_alone_and_together() {
	scenario().look(|| {
		let dave = NeuronInfo {
			hotkey: hotkey(Dave),
			coldkey: coldkey(Dave),
			uid: Compact(1),
			netuid: Compact(BOBS),
			active: true,
			axon_info: daves_axon(),
			prometheus_info: PrometheusInfo::default(),
			stake: vec![(coldkey(Dave), Compact(alpha(0)))],
			rank: Compact(0),
			emission: Compact(alpha(0)),
			incentive: Compact(0),
			consensus: Compact(0),
			trust: Compact(0),
			validator_trust: Compact(0),
			dividends: Compact(0),
			last_update: Compact(3),
			validator_permit: false,
			weights: vec![],
			bonds: vec![],
			pruning_score: Compact(65_535),
		};
		assert_eq!(Runtime::get_neuron(BOBS, 1), Some(dave));
		let lite = Runtime::get_neuron_lite(BOBS, 1).expect("exists");
		assert_eq!(Some(lite.with_weights(vec![], vec![])), Runtime::get_neuron(BOBS, 1));

		assert_eq!(Runtime::get_neurons(BOBS), [0, 1, 2].map(|uid| Runtime::get_neuron(BOBS, uid).expect("exists")));
		assert_eq!(
			Runtime::get_neurons_lite(BOBS),
			[0, 1, 2].map(|uid| Runtime::get_neuron_lite(BOBS, uid).expect("exists"))
		);
		assert_eq!((Runtime::get_neuron(BOBS, 3), Runtime::get_neuron_lite(BOBS, 3)), (None, None));

		// The neuron of the genesis subnet is nobody's, and root has none.
		let first = Runtime::get_neurons(NetUid::new(1));
		assert_eq!(first.iter().map(|shown| shown.hotkey.clone()).collect::<Vec<AccountId>>(), [NOBODY]);
		assert_eq!((Runtime::get_neurons(NetUid::ROOT), Runtime::get_neurons(MISSING)), (vec![], vec![]));
	});
}

#[test]
fn state_shows_what_the_metagraph_shows_of_neurons() {
	scenario().look(|| {
		let (state, graph) = (Runtime::get_subnet_state(BOBS).unwrap(), Runtime::get_metagraph(BOBS).unwrap());
		assert_eq!(state.netuid, Compact(BOBS));
		assert_eq!((&state.hotkeys, &state.coldkeys), (&graph.hotkeys, &graph.coldkeys));
		assert_eq!(
			(&state.last_update, &state.block_at_registration),
			(&graph.last_update, &graph.block_at_registration)
		);
		assert_eq!((&state.active, &state.total_stake), (&graph.active, &graph.total_stake));
		// A row for each subnet of the chain.
		assert_eq!(state.emission_history, vec![vec![Compact(alpha(0)); 3]; 4]);
		assert_eq!(Runtime::get_subnet_state(MISSING), None);
	});
}

#[test]
fn subnets_are_shown_in_short() {
	scenario().look(|| {
		let all = Runtime::get_subnets_info_v2();
		let all: Vec<SubnetInfov2> =
			all.into_iter().map(|shown| shown.expect("only live subnets are listed")).collect();
		assert_eq!(all.iter().map(|shown| shown.netuid.0.get()).collect::<Vec<_>>(), [0, 1, 2, 3]);
		assert_eq!(all.iter().map(|shown| shown.subnetwork_n.0).collect::<Vec<_>>(), [0, 1, 3, 1]);
		let owners: Vec<AccountId> = all.iter().map(|shown| shown.owner.clone()).collect();
		assert_eq!(owners, [coldkey(Alice), NOBODY, coldkey(Bob), coldkey(Charlie)]);
		assert_eq!(all[2].burn, Compact(rao(registration_prices()[2])));
		assert_eq!(all[2].identity, Some(bobs_identity()));
		for shown in &all {
			assert_eq!(Runtime::get_subnet_info_v2(shown.netuid.0).as_ref(), Some(shown));
		}
		let old: Vec<u16> =
			Runtime::get_subnets_info().into_iter().map(|shown| shown.unwrap().netuid.0.get()).collect();
		assert_eq!(old, [0, 1, 2, 3]);
		assert_eq!(Runtime::get_subnet_info(BOBS).unwrap().burn, all[2].burn);
		assert_eq!((Runtime::get_subnet_info(MISSING), Runtime::get_subnet_info_v2(MISSING)), (None, None));
	});
}

#[test]
fn prices_are_those_of_the_pools() {
	scenario().look(|| {
		let bobs = bobs_pool().price();
		// Both registrations raised it.
		assert!(bobs > 1_003_900_000 && bobs < 1_004_600_000, "{bobs}");
		let prices = [(0, TAO), (1, TAO), (2, bobs), (3, TAO)];
		let shown: Vec<_> =
			Runtime::current_alpha_price_all().iter().map(|shown| (shown.netuid.get(), shown.price)).collect();
		assert_eq!(shown, prices);
		for (netuid, price) in prices {
			assert_eq!(Runtime::current_alpha_price(NetUid::new(netuid)), price);
		}
		assert_eq!(Runtime::current_alpha_price(MISSING), TAO);
	});
}

#[test]
fn swaps_are_tried_out_on_the_pools() {
	scenario().look(|| {
		let (paid, bought) = Pool::NEW.trade(10 * TAO);
		let buy = SimSwapResult {
			tao_amount: rao(paid),
			alpha_amount: alpha(bought),
			tao_fee: rao(10 * TAO - paid),
			alpha_slippage: alpha(10 * TAO - bought),
			..Default::default()
		};
		assert_eq!(Runtime::sim_swap_tao_for_alpha(CHARLIES, rao(10 * TAO)), buy);
		// At a price of one a sale is the mirror image.
		let sale = SimSwapResult {
			tao_amount: rao(bought),
			alpha_amount: alpha(paid),
			alpha_fee: alpha(10 * TAO - paid),
			tao_slippage: rao(10 * TAO - bought),
			..Default::default()
		};
		assert_eq!(Runtime::sim_swap_alpha_for_tao(CHARLIES, alpha(10 * TAO)), sale);
		// Root has no pool and no fee.
		let even = SimSwapResult { tao_amount: rao(77), alpha_amount: alpha(77), ..Default::default() };
		assert_eq!(Runtime::sim_swap_tao_for_alpha(NetUid::ROOT, rao(77)), even);
		assert_eq!(Runtime::sim_swap_alpha_for_tao(NetUid::ROOT, alpha(77)), even);
		assert_eq!(Runtime::sim_swap_tao_for_alpha(MISSING, rao(77)), SimSwapResult::default());
		// Nothing was traded.
		assert_eq!(Runtime::get_dynamic_info(CHARLIES).unwrap().subnet_volume, Compact(0));
	});
}

#[test]
fn other_questions_about_subnets_are_answered() {
	scenario().look(|| {
		// Three blocks after Charlie's, for twice what he paid.
		let cost = 2 * LOCK_COSTS[1] - LOCK_COSTS[1] / 100_800 * 3;
		assert_eq!(Runtime::get_network_registration_cost(), rao(cost));
		let mut account = *b"modlsubtensr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
		account[12] = 3;
		assert_eq!(Runtime::get_subnet_account_id(CHARLIES), Some(AccountId::new(account)));
		assert_eq!(Runtime::get_subnet_account_id(MISSING), None);
		// Their periods began in block 0.
		let next = [0, 1, 2, 3, 77].map(|netuid| Runtime::get_next_epoch_start_block(NetUid::new(netuid)));
		assert_eq!(next, [Some(100), Some(100), Some(10), Some(10), None]);
		// All are immune.
		assert_eq!(Runtime::get_subnet_to_prune(), None);
		assert_eq!(Runtime::get_coldkey_auto_stake_hotkey(coldkey(Bob), BOBS), None);
	});
}

#[test]
fn dissolved_subnet_is_shown_no_more() {
	let mut chain = scenario();
	chain.block(|| {
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: BOBS }), Ok(()));
		let shown: Vec<_> = Runtime::current_alpha_price_all().iter().map(|shown| shown.netuid.get()).collect();
		assert_eq!(shown, [0, 1, 3]);
		assert_eq!(Runtime::get_all_dynamic_info().len(), 3);
		assert_eq!((Runtime::get_metagraph(BOBS), Runtime::get_dynamic_info(BOBS)), (None, None));
		assert_eq!((Runtime::get_neurons(BOBS), Runtime::get_subnet_hyperparams(BOBS)), (vec![], None));
	});
}
