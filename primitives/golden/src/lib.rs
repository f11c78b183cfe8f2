//! Measured vectors: where they are and how to read them.
//!
//! A vector file is a JSON document, plain (`.json`) or compressed (`.json.gz`), in a folder of the area that it belongs
//! to: `yuma/`, `emission/`, `swap/`, `stake/`, `timelock/`, `shield/`. The folder is `tests/golden` of this project, or what the
//! variable `TAONET_GOLDEN` names.

mod suite;
pub mod yuma;

pub use suite::{run, Check};

use flate2::read::GzDecoder;
use serde::{de::DeserializeOwned, Deserialize, Deserializer};
use std::{
	fmt::{Display, Write},
	fs::File,
	io::BufReader,
	path::{Path, PathBuf},
	str::FromStr,
};

/// The variable that names a folder of vectors other than the project's own.
pub const FOLDER_VARIABLE: &str = "TAONET_GOLDEN";

/// The folder of vectors that this run reads: that of the variable, or else the project's own, `tests/golden`.
///
/// The project is where cargo runs the test, not where it built it: checkouts may share a target folder.
pub fn folder() -> PathBuf {
	if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
		return folder.into();
	}
	let package =
		std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
	// Above the package, which may have tests of that name.
	let mut folders = package.ancestors().skip(1).map(|above| above.join("tests/golden"));
	folders.find(|folder| folder.is_dir()).unwrap_or_else(|| package.join("tests/golden"))
}

/// A vector file.
#[derive(Clone, Debug)]
pub struct VectorFile {
	/// Its name below the folder without the ending, with `/` between the parts: `swap/liquidity`.
	pub name: String,
	path: PathBuf,
}

impl VectorFile {
	/// Reads the document.
	///
	/// # Errors
	///
	/// What is wrong with it, as a sentence: it cannot be opened, or is not the expected document.
	pub fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
		let file =
			File::open(&self.path).map_err(|error| format!("{} cannot be opened: {error}", self.path.display()))?;
		let reader = BufReader::new(file);
		if self.path.extension().is_some_and(|ending| ending == "gz") {
			serde_json::from_reader(BufReader::new(GzDecoder::new(reader)))
		} else {
			serde_json::from_reader(reader)
		}
		.map_err(|error| format!("{} is not the expected document: {error}", self.path.display()))
	}
}

/// All vector files of a folder, in the order of their names.
///
/// # Errors
///
/// The folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<VectorFile>, String> {
	let mut found = Vec::new();
	let cannot_read = |error: std::io::Error| format!("the folder {} cannot be read: {error}", folder.display());
	for area in folder.read_dir().map_err(cannot_read)? {
		let area = area.map_err(cannot_read)?.path();
		if !area.is_dir() {
			continue;
		}
		for file in area.read_dir().map_err(cannot_read)? {
			let path = file.map_err(cannot_read)?.path();
			let Ok(below) = path.strip_prefix(folder) else { continue };
			let below = below.to_string_lossy().replace('\\', "/");
			if let Some(name) = below.strip_suffix(".json").or_else(|| below.strip_suffix(".json.gz")) {
				found.push(VectorFile { name: name.to_owned(), path });
			}
		}
	}
	found.sort_by(|a, b| a.name.cmp(&b.name));
	Ok(found)
}

/// A number that the vectors write as text where it is wider than 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide<T>(pub T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Wide<T> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		String::deserialize(deserializer)?.parse().map(Self).map_err(serde::de::Error::custom)
	}
}

/// Compares what came out with what was measured and gathers the differences.
#[derive(Default)]
pub struct Differences {
	compared: usize,
	count: usize,
	/// The first of them.
	text: String,
}

impl Differences {
	/// Differences that are told one by one: most of what a wrong step of a block changes.
	const TOLD: usize = 30;

	/// Notes a difference, if there is one, under a name that says where it is.
	pub fn compare<T: PartialEq + std::fmt::Debug>(&mut self, place: impl Display, measured: &T, computed: &T) {
		self.compared = self.compared.saturating_add(1);
		if measured == computed {
			return;
		}
		self.count = self.count.saturating_add(1);
		if self.count <= Self::TOLD {
			// Writing to a string cannot fail.
			let _ = writeln!(self.text, "{place}:\n  measured {measured:?}\n  computed {computed:?}");
		}
	}

	/// # Errors
	///
	/// The first differences, when there were any; that nothing was compared, when the file held no case.
	pub fn result(self) -> Result<(), String> {
		match (self.compared, self.count) {
			(0, _) => Err("the file holds no case".to_owned()),
			(_, 0) => Ok(()),
			(_, count) => Err(format!("differences: {count}\n{}", self.text)),
		}
	}
}
