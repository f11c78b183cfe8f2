//! Rules where this chain and the one it reimplements part, each a type. Spec: economics 1.

/// D4: the pool of a new subnet gets the least cost, the rest is recycled.
pub type LockSplit = taonet_tokenomics::lock_cost::RecycledSurplus;

/// D2b: fees of trades are recycled.
pub type SwapFees = pallet_swap::RecycledFees;

/// INV-10: the sum of shares covers all of them, where the other chain loses digits.
pub type ShareSums = taonet_share_pool::RoundedUp;

/// Claims of root dividends read no list of any length, and leave nothing behind of stake that is gone.
pub type ClaimRules = pallet_staking::BoundedClaims;

/// D1, D1b: a block's TAO goes where users' TAO flows; where it flows nowhere, by moving prices.
pub type Shares = taonet_tokenomics::taoflow::GuardedTaoflow;

/// D3: what goes into a pool is limited by the alpha and the TAO that a block makes.
pub type InjectionCap = taonet_tokenomics::injection::EmissionCap;

/// INV-8: incentives are cut where roundings, or mechanisms without dividends, would pay more than is there.
pub type Incentives = taonet_tokenomics::incentives::ClampedIncentives;

/// INV-8: what is recycled of dividends of child keys' parents is paid by the validators.
pub type ChildkeyBurn = taonet_tokenomics::dividends::ValidatorsPayBurn;
