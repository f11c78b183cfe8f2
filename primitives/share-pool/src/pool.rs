//! The pool of one hotkey on one subnet.

use crate::SafeFloat;
use taonet_types::AlphaBalance;

/// One part in so many is added to a sum of shares for digits that were cut off.
const SLACK: u64 = 1_000_000_000_000_000_000;

/// The alpha that one hotkey holds on one subnet, and into how many shares it is divided.
///
/// The share of each person is stored beside the pool and comes in as an argument; a person without an entry has
/// [`SafeFloat::ZERO`]. Spec: economics 15.2, 15.3.
///
/// What rounding can do (n is the number of deposits and withdrawals so far):
///
/// * A value is never above its exact part `V · s / D`, and less than 1 alpha-rao + 10^-19 of it below.
/// * Another person's deposit or withdrawal brings or costs nobody more than 1 alpha-rao. Nor does a deposit of one's own
///   that is taken back bring more; a newcomer never gains by it. (For amounts up to all alpha, 21·10^15 alpha-rao.)
/// * The shares and their sum drift apart by at most 2·10^-20 of the **largest** sum so far for each of n. Under
///   [`RoundedUp`] the sum is never below the shares, so that the values together are never above the shared value. Under
///   [`RoundedDown`] that holds only as long as the largest sum, at what a share is worth now, is below 5·10^19 / n
///   alpha-rao: in a pool that nearly everybody has left and that then gains much, forgotten specks of shares are worth many
///   times what there is, and take it from whoever stakes next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
	/// V, what all shares together are worth, in alpha-rao. Not stored when it is 0.
	pub shared_value: AlphaBalance,
	/// D, the sum of all shares. Not stored when it is 0.
	pub denominator: SafeFloat,
}

/// What a deposit or a withdrawal makes of the pool and of the share of the one who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolChange {
	/// The pool afterwards.
	pub pool: Pool,
	/// The share afterwards. Not stored when it is 0.
	pub share: SafeFloat,
}

/// What a pool is after another one was poured into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merger {
	/// The pool that holds everything.
	pub pool: Pool,
	/// How many of its shares one share of the pool that is gone is worth. A share is converted by [`converted`].
	pub factor: SafeFloat,
}

/// A share of a pool that was poured into another one, as a share of that one, rounded down. Spec: staking 12.
pub fn converted(share: SafeFloat, factor: SafeFloat) -> SafeFloat {
	if factor == SafeFloat::ONE {
		return share;
	}
	share.mul_div(factor, SafeFloat::ONE).unwrap_or(SafeFloat::ZERO)
}

/// Why a withdrawal does not take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolError {
	/// The share is worth less than the amount: withdraw at most what [`Pool::value_of`] says.
	NotEnoughShares,
	/// The pool holds less than the amount, although the share seems to be worth it: withdraw at most the shared value.
	NotEnoughShared,
}

/// How the sum of shares is rounded when somebody buys some.
pub trait SumRule {
	/// `sum + bought`.
	fn grown(sum: SafeFloat, bought: SafeFloat) -> SafeFloat;
}

/// The rule in force: the sum covers all shares, whatever digits of them are lost in it.
#[derive(Clone, Copy, Debug)]
pub struct RoundedUp;

impl SumRule for RoundedUp {
	fn grown(sum: SafeFloat, bought: SafeFloat) -> SafeFloat {
		sum.plus_rounded_up(bought)
	}
}

/// What was recorded: lost digits are missing in the sum. Spec: economics 15.1, 15.3.
#[derive(Clone, Copy, Debug)]
pub struct RoundedDown;

impl SumRule for RoundedDown {
	fn grown(sum: SafeFloat, bought: SafeFloat) -> SafeFloat {
		sum.plus(bought)
	}
}

impl Pool {
	/// What a share is worth, in alpha-rao: `V · share / D`, rounded down in favour of the pool; 0 without shares. At most
	/// [`AlphaBalance::MAX`].
	pub fn value_of(&self, share: SafeFloat) -> AlphaBalance {
		let value = SafeFloat::from(self.shared_value).mul_div(share, self.denominator);
		AlphaBalance::new(value.unwrap_or(SafeFloat::ZERO).to_u64())
	}

	/// Whether a deposit of `amount` alpha-rao would bring its owner any shares. It would not when it is 0, or when there
	/// are shares but they are worth nothing (V = 0): the amount would go to those who hold them.
	pub fn accepts(&self, amount: AlphaBalance) -> bool {
		self.denominator.is_zero() || !self.shares_for(amount).is_zero()
	}

	/// Adds `amount` alpha-rao for all who have shares, each in proportion. Without any shares it is for whoever stakes
	/// first. The shared value stops at [`AlphaBalance::MAX`].
	#[must_use]
	pub fn add_dividend(self, amount: AlphaBalance) -> Self {
		// The rule: the shared value saturates.
		Self { shared_value: self.shared_value.saturating_add(amount), ..self }
	}

	/// Takes `amount` alpha-rao from all who have shares, each in proportion, at most what there is.
	#[must_use]
	pub fn remove_from_all(self, amount: AlphaBalance) -> Self {
		// The rule: the shared value saturates.
		Self { shared_value: self.shared_value.saturating_sub(amount), ..self }
	}

	/// Adds `amount` alpha-rao for the one who has `share`.
	///
	/// The first one gets one share for each alpha-rao, and with it what was in the pool already; everybody else gets
	/// `amount · D / V` shares, rounded down in favour of the others. Where the pool does not accept the amount (see
	/// [`Self::accepts`]), it is a gift to the others. The shared value stops at [`AlphaBalance::MAX`].
	#[must_use]
	pub fn deposit<R: SumRule>(self, share: SafeFloat, amount: AlphaBalance) -> PoolChange {
		let (denominator, share) = if self.denominator.is_zero() {
			(amount.into(), amount.into())
		} else {
			let bought = self.shares_for(amount);
			(R::grown(self.denominator, bought), share.plus(bought))
		};
		// The rule: the shared value saturates.
		PoolChange { pool: Self { shared_value: self.shared_value.saturating_add(amount), denominator }, share }
	}

	/// Takes `amount` alpha-rao out for the one who has `share`, for `amount · D / V` shares, rounded down. Even a withdrawal
	/// of the whole value can leave a speck of a share, worth nothing, and 1 alpha-rao in the pool.
	///
	/// # Errors
	///
	/// The share, or the pool itself, is worth less than `amount`; nothing changes then. Where the rules say that a
	/// decrease silently does nothing, ignore the error.
	pub fn withdraw(self, share: SafeFloat, amount: AlphaBalance) -> Result<PoolChange, PoolError> {
		if self.value_of(share) < amount {
			return Err(PoolError::NotEnoughShares);
		}
		let shared_value = self.shared_value.checked_sub(amount).ok_or(PoolError::NotEnoughShared)?;
		let sold = self.shares_for(amount);
		// The rule: where there is no difference, the old number stays.
		let denominator = self.denominator.minus(sold).unwrap_or(self.denominator);
		let share = share.minus(sold).unwrap_or(share);
		Ok(PoolChange { pool: Self { shared_value, denominator }, share })
	}

	/// Pours this pool into another one. Nobody's share becomes worth more by more than the fraction of an alpha-rao that was
	/// hidden before, nor less by more than 2 alpha-rao. Into a pool without shares it goes as it is. Nothing where the other one has shares that are worth nothing: they would
	/// be worth something then. The shared value stops at [`AlphaBalance::MAX`].
	#[must_use]
	pub fn poured_into(self, other: Self) -> Option<Merger> {
		// The rule: the shared value saturates.
		let shared_value = self.shared_value.saturating_add(other.shared_value);
		if other.denominator.is_zero() {
			let pool = Self { shared_value, denominator: self.denominator };
			return Some(Merger { pool, factor: SafeFloat::ONE });
		}
		if self.denominator.is_zero() {
			let pool = Self { shared_value, denominator: other.denominator };
			return Some(Merger { pool, factor: SafeFloat::ONE });
		}
		if other.shared_value.is_zero() {
			return None;
		}
		let per_share = SafeFloat::from(self.shared_value).divided_by(self.denominator)?;
		let factor = per_share.mul_div(other.denominator, other.shared_value.into())?;
		// The sum must cover what the shares become, each rounded down from its own product: a little more than the product of
		// their sum, which itself is rounded down.
		let bought = converted(self.denominator, factor);
		let slack = bought.mul_div(SafeFloat::ONE, SafeFloat::from(SLACK))?;
		let denominator = other.denominator.plus_rounded_up(bought).plus_rounded_up(slack);
		Some(Merger { pool: Self { shared_value, denominator }, factor })
	}

	/// How many shares `amount` alpha-rao are, rounded down: `amount · D / V`, 0 when V = 0.
	fn shares_for(&self, amount: AlphaBalance) -> SafeFloat {
		SafeFloat::from(amount).mul_div(self.denominator, self.shared_value.into()).unwrap_or(SafeFloat::ZERO)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn alpha(amount: u64) -> AlphaBalance {
		AlphaBalance::new(amount)
	}

	fn float(mantissa: u128, exponent: i64) -> SafeFloat {
		SafeFloat::new(mantissa, exponent).unwrap()
	}

	/// A deposits 1 alpha and B half of it; a dividend; A leaves; C comes. Every number is the specification's but A's speck,
	/// where it lost three digits: the speck is what the sum holds beside B's 500_000_000 shares.
	#[test]
	fn shares_follow_the_worked_example_of_the_specification() {
		let a = Pool::default().deposit::<RoundedDown>(SafeFloat::ZERO, alpha(1_000_000_000));
		assert_eq!((a.share.mantissa(), a.share.exponent()), (1_000_000_000_000_000_000_000, -12));
		let b = a.pool.deposit::<RoundedDown>(SafeFloat::ZERO, alpha(500_000_000));
		assert_eq!(b.pool.denominator, float(150_000_000_000_000_000_000, -11));

		let pool = b.pool.add_dividend(alpha(100_000_001));
		assert_eq!(pool.value_of(a.share), alpha(1_066_666_667));
		assert_eq!(pool.value_of(b.share), alpha(533_333_333));

		let a = pool.withdraw(a.share, alpha(1_066_666_667)).unwrap();
		assert_eq!(a.pool.shared_value, alpha(533_333_334));
		assert_eq!(a.pool.denominator, float(500_000_000_312_499_999_810, -12));
		assert_eq!(a.share, float(312_499_999_810_000_000_000, -21));
		assert_eq!(a.pool.value_of(a.share), AlphaBalance::ZERO);
		assert_eq!(a.pool.value_of(b.share), alpha(533_333_333));

		let c = a.pool.deposit::<RoundedDown>(SafeFloat::ZERO, alpha(333_333_333));
		assert_eq!(c.share, float(312_499_999_492_187_500_320, -12));
		assert_eq!(c.pool.value_of(c.share), alpha(333_333_332));
	}

	#[test]
	fn first_staker_owns_what_was_credited_before() {
		let pool = Pool::default().add_dividend(alpha(7));
		assert!(pool.accepts(alpha(1)));
		let first = pool.deposit::<RoundedDown>(SafeFloat::ZERO, alpha(3));
		assert_eq!(first.pool.value_of(first.share), alpha(10));
	}

	#[test]
	fn deposit_is_not_accepted_when_existing_shares_are_worth_nothing() {
		let first = Pool::default().deposit::<RoundedDown>(SafeFloat::ZERO, alpha(5));
		let emptied = first.pool.remove_from_all(alpha(9));
		assert_eq!(emptied.shared_value, AlphaBalance::ZERO);
		assert!(!emptied.accepts(alpha(1_000)));
		assert!(!first.pool.accepts(AlphaBalance::ZERO));
		assert!(first.pool.accepts(alpha(1)));

		let second = emptied.deposit::<RoundedDown>(SafeFloat::ZERO, alpha(1_000));
		assert_eq!(second.share, SafeFloat::ZERO);
		assert_eq!(second.pool.value_of(first.share), alpha(1_000));
	}

	#[test]
	fn withdrawal_is_refused_when_the_share_is_worth_less() {
		let first = Pool::default().deposit::<RoundedDown>(SafeFloat::ZERO, alpha(5));
		assert_eq!(first.pool.withdraw(first.share, alpha(6)), Err(PoolError::NotEnoughShares));
		assert_eq!(first.pool.withdraw(SafeFloat::ZERO, alpha(1)), Err(PoolError::NotEnoughShares));
		assert_eq!(Pool::default().withdraw(SafeFloat::ONE, alpha(1)), Err(PoolError::NotEnoughShares));
		let all = first.pool.withdraw(first.share, alpha(5)).unwrap();
		assert_eq!(all, PoolChange { pool: Pool::default(), share: SafeFloat::ZERO });
	}

	/// The same, and a sum that covers every share: the values together are what there is, whoever comes next.
	#[test]
	fn sum_covers_the_shares_when_it_is_rounded_up() {
		let a = Pool::default().deposit::<RoundedUp>(SafeFloat::ZERO, alpha(1_000_000_000));
		let b = a.pool.deposit::<RoundedUp>(SafeFloat::ZERO, alpha(500_000_000));
		// Nothing was lost, so nothing is rounded.
		assert_eq!(b.pool.denominator, float(150_000_000_000_000_000_000, -11));
		let a = b.pool.add_dividend(alpha(100_000_001)).withdraw(a.share, alpha(1_066_666_667)).unwrap();
		let c = a.pool.deposit::<RoundedUp>(SafeFloat::ZERO, alpha(333_333_333));
		assert_eq!(c.share, float(312_499_999_492_187_500_320, -12));
		// 500 000 000.312 499 999 810 + 312 499 999.492 187 500 320 shares, and one unit of the last of 21 digits.
		assert_eq!(c.pool.denominator, float(812_499_999_804_687_500_130, -12));
		let values = [a.share, b.share, c.share].map(|share| c.pool.value_of(share).get());
		assert!(values.iter().sum::<u64>() <= c.pool.shared_value.get());
	}

	/// What a newcomer's 500 alpha are worth in the end. Somebody has left a speck of a share behind, worth nothing; a friend
	/// of his, who has all the rest, takes all but 1 alpha-rao, twice after a dividend of 1 alpha; the newcomer comes; the
	/// speck is cashed in.
	fn newcomer_left_with<R: SumRule>() -> u64 {
		const ALPHA: u64 = 1_000_000_000;
		let mut friend = Pool::default().deposit::<R>(SafeFloat::ZERO, alpha(1_000_000_000_000));
		let mut pool = friend.pool.add_dividend(alpha(100_000_007));
		let mut speck = SafeFloat::ZERO;
		for small in 1..=20u64 {
			let change = pool.deposit::<R>(speck, alpha(small.saturating_mul(12_345).saturating_add(ALPHA)));
			(pool, speck) = (change.pool, change.share);
		}
		let change = pool.withdraw(speck, pool.value_of(speck)).unwrap();
		(pool, speck) = (change.pool, change.share);
		assert_eq!(pool.value_of(speck), AlphaBalance::ZERO);
		for _ in 0..3 {
			let all_but_one = pool.value_of(friend.share).min(pool.shared_value).saturating_sub(alpha(1));
			friend = pool.withdraw(friend.share, all_but_one).unwrap();
			pool = friend.pool.add_dividend(alpha(ALPHA));
		}
		let newcomer = pool.deposit::<R>(SafeFloat::ZERO, alpha(500_000_000_000));
		let loot = newcomer.pool.value_of(speck).min(newcomer.pool.shared_value);
		newcomer.pool.withdraw(speck, loot).unwrap().pool.value_of(newcomer.share).get()
	}

	#[test]
	fn newcomer_keeps_what_was_staked_when_specks_were_left_behind() {
		assert!(newcomer_left_with::<RoundedUp>() >= 499_999_999_999);
		// Under the recorded rule it was a trap.
		assert_eq!(newcomer_left_with::<RoundedDown>(), 0);
	}

	/// Three people stake up to 7 million alpha, all leave, and a dividend of 643 alpha comes when only specks of shares
	/// are left, whose sum is smaller than one of them. The rules count one of them as worth 2.8 times what there is.
	#[test]
	fn withdrawal_is_refused_when_the_pool_holds_less_than_the_value() {
		let pool = Pool { shared_value: alpha(643_499_087_261), denominator: float(359_421_663_498_792_800_000, -26) };
		let speck = float(1_000_000_000_000_000_000_000, -26);
		let value = pool.value_of(speck);
		assert_eq!(value, alpha(1_790_373_682_534));
		assert_eq!(pool.withdraw(speck, value), Err(PoolError::NotEnoughShared));
		let all = pool.withdraw(speck, pool.shared_value).unwrap();
		assert_eq!(all.pool.shared_value, AlphaBalance::ZERO);
	}

	#[test]
	fn dividend_beyond_the_largest_amount_stops_there() {
		let pool = Pool { shared_value: alpha(u64::MAX), denominator: SafeFloat::ONE };
		assert_eq!(pool.add_dividend(alpha(1)), pool);
		assert_eq!(pool.value_of(SafeFloat::ONE), alpha(u64::MAX));
		assert_eq!(pool.deposit::<RoundedDown>(SafeFloat::ZERO, alpha(1)).pool.shared_value, alpha(u64::MAX));
	}
}
