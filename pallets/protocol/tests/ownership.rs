//! Every storage item has one owner, named in its doc comment, and nobody else writes it.
//!
//! Read from the sources: what a domain writes is a matter of its text, not of the state that a test happens to reach.

#![allow(clippy::expect_used)]

use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
};

/// What changes a storage item.
const WRITES: [&str; 20] = [
	"append",
	"clear",
	"clear_prefix",
	"drain",
	"drain_prefix",
	"insert",
	"kill",
	"mutate",
	"mutate_exists",
	"put",
	"remove",
	"remove_prefix",
	"set",
	"swap",
	"take",
	"translate",
	"translate_values",
	"try_append",
	"try_mutate",
	"try_mutate_exists",
];

/// This crate, in the checkout for which cargo runs the test.
fn protocol() -> PathBuf {
	std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says it").into()
}

fn pallets() -> PathBuf {
	protocol().parent().expect("is in the folder of all pallets").into()
}

/// All Rust files below the folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
	let mut found = vec![];
	for entry in fs::read_dir(folder).expect("is a folder") {
		let path = entry.expect("can be read").path();
		if path.is_dir() && !path.ends_with("tests") {
			found.extend(sources(&path));
		} else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
			found.push(path);
		}
	}
	found
}

fn text(path: &Path) -> String {
	fs::read_to_string(path).expect("is text")
}

/// The owner of each storage item that is declared in the text; none where its comment names no owner.
fn owners(declarations: &str) -> BTreeMap<String, Option<String>> {
	let mut owners = BTreeMap::new();
	let mut owner = None;
	for line in declarations.lines().map(str::trim) {
		if let Some(name) = line.strip_prefix("/// Owner: ") {
			owner = Some(name.trim_end_matches('.').to_owned());
		} else if let Some(rest) = line.strip_prefix("pub type ") {
			let item = rest.split('<').next().unwrap_or(rest);
			owners.insert(item.to_owned(), owner.take());
		}
	}
	owners
}

/// The items that the text writes to, as `Item::<T>::insert(…)` and the like.
fn written(source: &str) -> Vec<&str> {
	// Tests set the scene as they like; their modules stand last.
	let code = source.split("#[cfg(test)]").next().unwrap_or_default();
	let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
	let mut found = vec![];
	for line in code {
		for (at, _) in line.match_indices("::<") {
			let before = line.get(..at).unwrap_or_default();
			let item = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
			let after = line.get(at..).unwrap_or_default();
			let Some((_, method)) = after.split_once(">::") else { continue };
			let method = method.split('(').next().unwrap_or_default();
			if WRITES.contains(&method) {
				found.push(item);
			}
		}
	}
	found
}

/// Where a domain writes what another one owns, as "emission writes Burn of subnets".
fn trespasses(owners: &BTreeMap<String, Option<String>>, domain: &str, source: &str) -> Vec<String> {
	let foreign = |item: &str| owners.get(item).cloned().flatten().filter(|owner| owner != domain);
	written(source)
		.into_iter()
		.filter_map(|item| foreign(item).map(|owner| format!("{domain} writes {item} of {owner}")))
		.collect()
}

fn all_owners() -> BTreeMap<String, Option<String>> {
	sources(&protocol().join("src/storage")).iter().flat_map(|path| owners(&text(path))).collect()
}

#[test]
fn storage_item_names_its_owner() {
	let owners = all_owners();
	assert!(owners.len() > 100, "the declarations were not found");
	let nameless: Vec<_> = owners.iter().filter(|(_, owner)| owner.is_none()).map(|(item, _)| item).collect();
	assert!(nameless.is_empty(), "nobody owns {nameless:?}");
}

#[test]
fn storage_item_is_written_by_its_owner_alone() {
	let owners = all_owners();
	let runtime = pallets().with_file_name("runtime");
	let mut folders = vec![("runtime".to_owned(), runtime.join("src"))];
	for entry in fs::read_dir(pallets()).expect("is a folder") {
		let folder = entry.expect("can be read").path();
		let domain = folder.file_name().expect("has a name").to_string_lossy().into_owned();
		folders.push((domain, folder.join("src")));
	}
	let mut found = vec![];
	for (domain, folder) in folders.iter().filter(|(_, folder)| folder.is_dir()) {
		for path in sources(folder) {
			found.extend(trespasses(&owners, domain, &text(&path)));
		}
	}
	assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn trespass_is_found_when_a_domain_writes_what_another_owns() {
	let owners =
		owners("/// Price.\n///\n/// Owner: subnets.\n#[pallet::storage]\npub type Burn<T: Config> = StorageMap;");
	let source = "let burn = Burn::<T>::get(netuid);\nBurn::<T>::insert(netuid, burn);\n// Burn::<T>::kill()";
	assert_eq!(trespasses(&owners, "emission", source), ["emission writes Burn of subnets"]);
	assert!(trespasses(&owners, "subnets", source).is_empty());
}
