//! What is written: a line for each subnet, whenever invariants are checked.

use crate::world::World;
use pallet_protocol::{
	SubnetAlphaIn, SubnetAlphaOut, SubnetEmaTaoFlow, SubnetExcessTao, SubnetTAO, SubnetTaoInEmission, TotalIssuance,
};
use std::{
	fs::File,
	io::{self, BufWriter, Write},
	path::Path,
};
use taonet_runtime::{Runtime, Swap, TAO};
use taonet_types::{NetUid, TaoBalance};

/// TAO and alpha are whole ones, prices TAO for one alpha, flows TAO a block; the share is that of the TAO that went to subnets
/// in this block.
const COLUMNS: &str = "block,issuance,netuid,price,moving_price,flow,share,tao_in_pool,alpha_in_pool,alpha_outside";

/// The file.
pub struct Table(BufWriter<File>);

impl Table {
	/// A new file; one that is there is written over.
	pub fn create(path: &Path) -> io::Result<Self> {
		let mut file = BufWriter::new(File::create(path)?);
		writeln!(file, "{COLUMNS}")?;
		Ok(Self(file))
	}

	/// Writes the state after a block, and says the most important of it in a line.
	pub fn add(&mut self, block: u32, world: &World) -> io::Result<String> {
		let issuance = whole(TotalIssuance::<Runtime>::get());
		let emitted: f64 = world.netuids().map(tao_emitted).sum();
		let (mut least, mut largest) = (f64::INFINITY, 0f64);
		for netuid in world.netuids() {
			let price = Swap::price(netuid).to_num::<f64>();
			(least, largest) = (least.min(price), largest.max(price));
			let share = if emitted > 0.0 { tao_emitted(netuid) / emitted } else { 0.0 };
			let flow = SubnetEmaTaoFlow::<Runtime>::get(netuid).map_or(0.0, |(_, flow)| flow.to_num::<f64>());
			writeln!(
				self.0,
				"{block},{issuance:.9},{netuid},{price:.9},{:.9},{:.9},{share:.9},{:.9},{:.9},{:.9}",
				Swap::moving_price(netuid).to_num::<f64>(),
				flow / TAO as f64,
				whole(SubnetTAO::<Runtime>::get(netuid)),
				SubnetAlphaIn::<Runtime>::get(netuid).get() as f64 / TAO as f64,
				SubnetAlphaOut::<Runtime>::get(netuid).get() as f64 / TAO as f64,
			)?;
		}
		// A run that is broken off leaves what it had.
		self.0.flush()?;
		Ok(format!("{issuance:.3} TAO issued, {emitted:.3} to subnets, prices {least:.6} to {largest:.6}"))
	}
}

/// TAO that a subnet got in this block, to its pool or for purchases.
fn tao_emitted(netuid: NetUid) -> f64 {
	whole(SubnetTaoInEmission::<Runtime>::get(netuid)) + whole(SubnetExcessTao::<Runtime>::get(netuid))
}

fn whole(tao: TaoBalance) -> f64 {
	tao.get() as f64 / TAO as f64
}
