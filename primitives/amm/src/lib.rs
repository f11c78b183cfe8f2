//! The pool in which a subnet's alpha is traded for TAO.
//!
//! # Concepts
//!
//! A [`Pool`] holds a TAO reserve and an alpha reserve with [`Weights`]. A trade keeps `alpha^base × tao^quote` (with the
//! weights as exponents) where it is, up to roundings that are stated at each function. A [`Market`] is what a subnet
//! trades on: a pool, or 1:1 without a pool (the root network and mechanism 0).
//!
//! * [`Pool::swap`] says what a trade would pay and what the pool is afterwards. It changes nothing, so it is the
//!   simulation too. Who gets the fee and which counters follow is the caller's business.
//! * [`Pool::with_liquidity`] adds reserves and moves the weights so that the price stays.
//! * [`pow_ratio`] is the power function behind both, bit for bit that of the protocol.
//!
//! The directions are types, [`Buy`] and [`Sell`], so that TAO and alpha cannot change places.
//!
//! ```
//! use taonet_amm::{Buy, FeeRate, LimitPrice, Order, Pool, Rules, Weights};
//! use taonet_types::{AlphaBalance, TaoBalance};
//!
//! let pool = Pool {
//!     tao: TaoBalance::new(1_000_000_000_000),
//!     alpha: AlphaBalance::new(4_000_000_000_000),
//!     weights: Weights::EQUAL,
//! };
//! let order = Order::<Buy> {
//!     amount: TaoBalance::new(10_000_000_000),
//!     limit: LimitPrice::MAX,
//!     fee_rate: FeeRate::DEFAULT,
//!     drop_fee: false,
//! };
//! let outcome = pool.swap(&order, &Rules::DEFAULT)?;
//! assert_eq!(outcome.trade.fee, TaoBalance::new(5_035_477));
//! assert_eq!(outcome.trade.paid_out, AlphaBalance::new(39_584_215_264));
//! # Ok::<(), taonet_amm::SwapError>(())
//! ```
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod fee;
mod limit;
mod liquidity;
mod market;
mod movement;
mod pool;
pub mod pow_ratio;
mod side;
mod swap;
mod weights;

pub use fee::FeeRate;
pub use limit::LimitPrice;
pub use liquidity::LiquidityError;
pub use market::{Market, Simulation};
pub use movement::max_move;
pub use pool::{sqrt_price, Pool};
pub use side::{Buy, Sell, Side};
pub use swap::{Order, Rules, SwapError, SwapOutcome, Trade};
pub use weights::{WeightOutOfRange, Weights};
