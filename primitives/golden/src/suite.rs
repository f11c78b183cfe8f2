//! Tests that are vector files.

use crate::{files, folder, VectorFile, FOLDER_VARIABLE};
use libtest_mimic::{Arguments, Failed, Trial};

/// Compares what a file holds with what is computed. An error says how they differ.
pub type Check = fn(&VectorFile) -> Result<(), String>;

/// Runs as a test, under the file's name, each vector file whose name begins as one of `checks` says, with the arguments of
/// the command line; then leaves the process.
///
/// A run that finds no such file fails, unless a folder was named: that may hold vectors for other tests alone.
pub fn run(checks: &[(&str, Check)]) -> ! {
	let tests =
		tests(checks).unwrap_or_else(|why| vec![Trial::test("the folder of vectors", move || Err(Failed::from(why)))]);
	libtest_mimic::run(&Arguments::from_args(), tests).exit()
}

fn tests(checks: &[(&str, Check)]) -> Result<Vec<Trial>, String> {
	let folder = folder();
	let files = files(&folder)?;
	let is_empty = files.is_empty();
	let tests: Vec<_> = files
		.into_iter()
		.filter_map(|file| {
			let (_, check) = *checks.iter().find(|(prefix, _)| file.name.starts_with(prefix))?;
			Some(Trial::test(file.name.clone(), move || check(&file).map_err(Failed::from)))
		})
		.collect();
	let may_be_for_others = std::env::var_os(FOLDER_VARIABLE).is_some() && !is_empty;
	if tests.is_empty() && !may_be_for_others {
		return Err(format!("no vector file that these tests know in {}", folder.display()));
	}
	Ok(tests)
}
