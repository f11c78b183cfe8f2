//! What the command line says.

use std::path::PathBuf;

/// How to call it.
pub const USAGE: &str = "\
taonet-simulation [--blocks N] [--subnets N] [--validators N] [--miners N] [--stakers N] [--seed N] [--every N] [--csv FILE]

  --blocks      blocks to make (50000)
  --subnets     subnets beside root, at most 128 (128)
  --validators  validators of each subnet, the same on all (64)
  --miners      miners of each subnet; with the validators at most 256 (192)
  --stakers     people who stake, unstake and move stake (200)
  --seed        another number, another history (1)
  --every       blocks between two checks of all invariants, and two lines of the table (100)
  --csv         where the table is written (simulation.csv)";

/// What is simulated.
pub struct Options {
	/// Blocks to make.
	pub blocks: u32,
	/// Subnets beside root.
	pub subnets: u16,
	/// Validators of each subnet.
	pub validators: u16,
	/// Miners of each subnet.
	pub miners: u16,
	/// People who stake.
	pub stakers: u16,
	/// Where chance begins.
	pub seed: u64,
	/// Blocks between two checks.
	pub every: u32,
	/// Where the table is written.
	pub csv: PathBuf,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			blocks: 50_000,
			subnets: 128,
			validators: 64,
			miners: 192,
			stakers: 200,
			seed: 1,
			every: 100,
			csv: "simulation.csv".into(),
		}
	}
}

impl Options {
	/// Reads pairs of a name and a value; what is not said is as usual.
	pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
		let mut options = Self::default();
		while let Some(name) = words.next() {
			let value = words.next().ok_or_else(|| format!("{name} wants a value"))?;
			match name.as_str() {
				"--blocks" => options.blocks = number(&name, &value)?,
				"--subnets" => options.subnets = number(&name, &value)?,
				"--validators" => options.validators = number(&name, &value)?,
				"--miners" => options.miners = number(&name, &value)?,
				"--stakers" => options.stakers = number(&name, &value)?,
				"--seed" => options.seed = number(&name, &value)?,
				"--every" => options.every = number(&name, &value)?,
				"--csv" => options.csv = value.into(),
				_ => return Err(format!("{name} is no option")),
			}
		}
		options.checked()
	}

	fn checked(self) -> Result<Self, String> {
		let neurons = u32::from(self.validators) + u32::from(self.miners);
		if !(1..=128).contains(&self.subnets) {
			return Err("there can be 1 to 128 subnets".into());
		}
		if self.validators == 0 || self.miners == 0 || neurons > 256 {
			return Err("a subnet has validators and miners, together at most 256".into());
		}
		if self.every == 0 || self.stakers == 0 {
			return Err("--every and --stakers are at least 1".into());
		}
		Ok(self)
	}
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
	value.parse().map_err(|_| format!("{name}: {value} is no such number"))
}
