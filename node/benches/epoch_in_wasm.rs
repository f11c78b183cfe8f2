//! The epoch in WASM, under the executor settings of the node, beside the same epoch natively. `scripts/bench.sh` builds the
//! guest and names it in `TAONET_YUMA_GUEST`.
#![allow(
	missing_docs,
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::unwrap_used
)]

extern crate alloc;

// The guest runs epochs by the same code.
#[path = "../../primitives/yuma/benches/common/order.rs"]
mod order;
#[path = "../../primitives/yuma/benches/common/subnet.rs"]
mod subnet;

use criterion::{criterion_group, criterion_main, Criterion};
use order::Order;
use sc_executor::WasmExecutor;
use sc_service::config::ExecutorConfiguration;
use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use sp_state_machine::BasicExternalities;
use std::time::{Duration, Instant};
use subnet::RULES;

struct Guest {
	executor: WasmExecutor<sp_io::SubstrateHostFunctions>,
	code: Vec<u8>,
}

impl Guest {
	fn new() -> Self {
		let path = std::env::var("TAONET_YUMA_GUEST").expect("run scripts/bench.sh: it builds the guest");
		// What the node's command line gives when nothing is said.
		let executor = sc_service::new_wasm_executor(&ExecutorConfiguration::default());
		Self { executor, code: std::fs::read(path).unwrap() }
	}

	/// The digest of the last outcome.
	fn run(&self, order: Order) -> u64 {
		let Order { rule, percent, neurons, epochs } = order;
		let argument = [&[rule, percent][..], &neurons.to_le_bytes(), &epochs.to_le_bytes()].concat();
		let code = WrappedRuntimeCode(self.code.as_slice().into());
		let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash: vec![1] };
		let mut externalities = BasicExternalities::default();
		let result =
			self.executor.call(&mut externalities, &code, "epochs", &argument, CallContext::Onchain { import: true });
		u64::from_le_bytes(result.0.unwrap().try_into().unwrap())
	}

	/// How long that many epochs take, without what it takes to set up the subnet.
	fn time(&self, order: Order) -> Duration {
		let time = |order| {
			let began = Instant::now();
			self.run(order);
			began.elapsed()
		};
		time(order).saturating_sub(time(Order { epochs: 0, ..order }))
	}
}

fn epochs(criterion: &mut Criterion) {
	let guest = Guest::new();
	for (rule, (name, bond_rule)) in (0u8..).zip(RULES) {
		for percent in [100u8, 10] {
			for neurons in [256u16, 1024, 4096] {
				let order = Order { rule, percent, neurons, epochs: 1 };
				assert_eq!(guest.run(order), order.run(), "WASM and native disagree");
				let subnet = subnet::Subnet::new(neurons.into(), percent.into(), bond_rule);
				let mut group = criterion.benchmark_group(format!("{name}, {percent} %, {neurons} neurons"));
				group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
				group.bench_function("native", |bencher| bencher.iter(|| taonet_yuma::run(&subnet.input())));
				group.bench_function("WASM", |bencher| {
					bencher.iter_custom(|epochs| guest.time(Order { epochs: epochs.try_into().unwrap(), ..order }))
				});
				group.finish();
			}
		}
	}
}

criterion_group!(benches, epochs);
criterion_main!(benches);
