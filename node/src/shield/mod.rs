//! What an author does for the shield: it announces a key with every block, and opens what was encrypted to it. Spec: satellites 5.
//!
//! | file | about |
//! | --- | --- |
//! | `keys` | the keys of this node |
//! | `opening` | what to do with an encrypted extrinsic, and the extrinsics of a block with what was encrypted among them |
//! | `pool` | the transaction pool as an author sees it |

mod keys;
mod opening;
mod pool;

pub use keys::Keys;
pub use pool::ShieldedPool;
