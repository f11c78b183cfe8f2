//! What holds after every block, one function for each rule, which its error names. Spec: subnets 6.5.

mod neurons;
mod registry;
mod settings;

use crate::{Config, Pallet};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Result<(), TryRuntimeError> {
		Self::check_registry()?;
		Self::check_settings()?;
		Self::check_neurons()
	}
}
