//! A state, figure by figure, each under a name that says what it is.

use serde_json::Value;
use std::{collections::BTreeMap, fmt};

/// Figures of a state, by what they say.
pub type Figures = BTreeMap<String, Figure>;

/// A number, a text, or a list of them that is compared as a whole.
#[derive(Clone, Eq, PartialEq)]
pub struct Figure(Value);

impl fmt::Debug for Figure {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		write!(formatter, "{}", self.0)
	}
}

/// Lists whose rows begin with so many keys. Their order does not matter, and what follows the keys has their name.
const KEYED: &[(&str, usize)] = &[
	("balances", 1),
	("bonds", 1),
	("claimable_rate_bits", 1),
	("claimed", 3),
	("neurons", 1),
	("parents", 1),
	("pools", 2),
	("positions", 3),
	("relations", 1),
	("subnets", 1),
	("weights", 1),
];

/// What is not compared: figures that come from faults of the reference, as [`crate::left_out`] tells. Settings and
/// hyperparameters are not compared either: they are written and never change.
const LEFT_OUT: &[&str] = &[
	"after_ops.total_stake",
	"global.block_emission",
	"global.total_stake",
	"subnets 0.alpha_in",
	"subnets 0.tao_flow",
];

/// All figures of a part of the document that has a name.
pub fn figures(name: &str, part: &Value) -> Figures {
	let mut figures = Figures::new();
	gather(name.to_owned(), name, part, &mut figures);
	figures
}

fn gather(path: String, name: &str, value: &Value, figures: &mut Figures) {
	let keys = KEYED.iter().find(|(list, _)| *list == name).map_or(0, |(_, keys)| *keys);
	match value {
		Value::Object(fields) => {
			for (field, value) in fields.iter().filter(|(field, _)| !["hyper", "settings"].contains(&field.as_str())) {
				let path = if path.is_empty() { field.clone() } else { format!("{path}.{field}") };
				gather(path, field, value, figures);
			}
		},
		Value::Array(rows) if keys > 0 => rows.iter().for_each(|row| gather_row(&path, keys, row, figures)),
		_ if LEFT_OUT.contains(&path.as_str()) || is_nothing(&path, value) => {},
		_ => {
			figures.insert(path, Figure(value.clone()));
		},
	}
}

/// A row of a list: its keys become part of the name.
fn gather_row(path: &str, keys: usize, row: &Value, figures: &mut Figures) {
	let (keys, rest) = match row {
		Value::Array(row) => {
			let (keys, rest) = row.split_at_checked(keys).unwrap_or((row.as_slice(), &[]));
			let rest = match rest {
				[only] => only.clone(),
				rest => rest.iter().cloned().collect(),
			};
			(keys.iter().map(Value::to_string).collect::<Vec<_>>().join("/"), rest)
		},
		row => (row.get("netuid").map(Value::to_string).unwrap_or_default(), row.clone()),
	};
	// What a key stands for has no rows with keys itself.
	gather(format!("{path} {keys}"), "", &rest, figures);
}

/// The reference stored rows without entries, and watermarks at zero; this chain stores neither.
fn is_nothing(path: &str, value: &Value) -> bool {
	let is_empty = value.as_array().is_some_and(Vec::is_empty);
	(path.contains("bonds ") && is_empty) || (path.contains("claimed ") && value == "0")
}
