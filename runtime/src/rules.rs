//! Rules where this chain and the one it reimplements part, each a type. Spec: economics 1.

/// D4: the pool of a new subnet gets the least cost, the rest is recycled.
pub type LockSplit = taonet_tokenomics::lock_cost::RecycledSurplus;

/// D2b: fees of trades are recycled.
pub type SwapFees = pallet_swap::RecycledFees;

/// INV-10: the sum of shares covers all of them, where the other chain loses digits.
pub type ShareSums = taonet_share_pool::RoundedUp;
