//! Which subnet, which of its mechanisms, and where the vectors of a mechanism are stored.

use crate::thin::thin_number;

thin_number! {
	/// A subnet's number. 0 is the root network.
	NetUid(u16)
}

thin_number! {
	/// A mechanism's number within its subnet. 0 always exists.
	MechId(u8)
}

thin_number! {
	/// Where the vectors of one mechanism of one subnet are stored: netuid + 4096 × mecid, so that mechanism 0 is found
	/// under the netuid itself. Spec: consensus 2.
	NetUidStorageIndex(u16)
}

impl NetUid {
	/// The root network, where TAO itself is staked.
	pub const ROOT: Self = Self::new(0);

	/// Whether this is the root network.
	pub const fn is_root(self) -> bool {
		self.get() == Self::ROOT.get()
	}
}

impl MechId {
	/// The mechanism that every subnet has.
	pub const MAIN: Self = Self::new(0);
}

impl NetUidStorageIndex {
	/// Subnets that a storage index can tell apart.
	pub const MAX_SUBNETS: u16 = 4096;
	/// Mechanisms of one subnet that a storage index can tell apart.
	pub const MAX_MECHANISMS: u8 = 16;

	/// The index of a subnet's mechanism; `None` for a netuid of 4096 or more, or a mecid of 16 or more, which would
	/// fall on another subnet's index.
	pub const fn of(netuid: NetUid, mecid: MechId) -> Option<Self> {
		if netuid.get() >= Self::MAX_SUBNETS || mecid.get() >= Self::MAX_MECHANISMS {
			return None;
		}
		// The netuid has 12 bits and the mecid 4.
		Some(Self::new(netuid.get() | (mecid.get() as u16) << 12))
	}

	/// The subnet.
	pub const fn netuid(self) -> NetUid {
		NetUid::new(self.get() & 0xFFF)
	}

	/// The mechanism of the subnet.
	pub const fn mecid(self) -> MechId {
		MechId::new((self.get() >> 12) as u8)
	}
}

/// Mechanism 0.
impl TryFrom<NetUid> for NetUidStorageIndex {
	type Error = NetUid;

	fn try_from(netuid: NetUid) -> Result<Self, NetUid> {
		Self::of(netuid, MechId::MAIN).ok_or(netuid)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Compact, Encode};

	#[test]
	fn storage_index_holds_netuid_and_mecid_for_every_pair() {
		for netuid in (0..NetUidStorageIndex::MAX_SUBNETS).map(NetUid::new) {
			for mecid in (0..NetUidStorageIndex::MAX_MECHANISMS).map(MechId::new) {
				let index = NetUidStorageIndex::of(netuid, mecid).unwrap();
				assert_eq!(u32::from(index.get()), u32::from(netuid.get()) + 4096 * u32::from(mecid.get()));
				assert_eq!((index.netuid(), index.mecid()), (netuid, mecid));
			}
		}
	}

	#[test]
	fn storage_index_is_refused_when_it_would_fall_on_another_subnet() {
		assert_eq!(NetUidStorageIndex::of(NetUid::new(4096), MechId::MAIN), None);
		assert_eq!(NetUidStorageIndex::of(NetUid::new(1), MechId::new(16)), None);
		assert_eq!(NetUidStorageIndex::try_from(NetUid::new(4096)), Err(NetUid::new(4096)));
		assert_eq!(NetUidStorageIndex::try_from(NetUid::new(17)), Ok(NetUidStorageIndex::new(17)));
	}

	#[test]
	fn numbers_are_bare_on_the_wire() {
		assert_eq!(NetUid::new(258).encode(), vec![2, 1]);
		assert_eq!(Compact(NetUid::new(17)).encode(), Compact(17u16).encode());
		assert_eq!(MechId::new(3).encode(), vec![3]);
		assert_eq!(scale_info::meta_type::<NetUid>(), scale_info::meta_type::<u16>());
		assert_eq!(scale_info::meta_type::<NetUidStorageIndex>(), scale_info::meta_type::<u16>());
		assert_eq!(scale_info::meta_type::<MechId>(), scale_info::meta_type::<u8>());
	}
}
