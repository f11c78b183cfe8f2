"""Compares the interface that a node shows in its metadata with the one that clients know: `wire/interface.json`.

Both sides become trees, in which names of types are gone and what remains is what a client sees of a value: numbers,
sequences, the names and order of fields, the names and numbers of variants. A struct around a single unnamed field is a
layer of its own: its bytes are those of the field, but clients show and take it differently.

    "u64"                                       a number, or a type that clients know by its name, such as "AccountId32"
    ("Compact", "u64"), ("Vec", "u8"), ("Array", 32, "u8"), ("Bits",)
    ("Fields", (("free", "u64"), ...))          a struct; with None for names, a tuple
    ("Variants", ((0, "Id", fields), ...))      an enum
"""

import fnmatch
import functools
import json
import pathlib
import re
from typing import NamedTuple

from scalecodec import ScaleBytes
from scalecodec.base import RuntimeConfigurationObject
from scalecodec.type_registry import load_type_registry_preset

FOLDER = pathlib.Path(__file__).resolve().parent / "wire"
SECTIONS = "pallets calls storage constants errors events runtime_apis extensions rpc paths".split()
NUMBERS = {"bool", "char", "str", *(f"{sign}{bits}" for sign in "iu" for bits in (8, 16, 32, 64, 128, 256))}
# Types that clients know by the end of their path.
NAMED = {
    "AccountId32",
    "H256",
    "H160",
    "U256",
    "Era",
    "RuntimeCall",
    "RuntimeEvent",
    "RuntimeError",
    "UncheckedExtrinsic",
}
NAMED |= {"RuntimeHoldReason", "RuntimeFreezeReason"}
# Names of argument types by which btcli converts what a person types.
CONVERTED_BY_NAME = {"bool", "u16", "i16", "u64", "MechId", "U64F64", "TaoBalance", "NetUid", "AccountIdLookupOf<T>"}
CONVERTED_BY_NAME |= {"T::Balance"}
UNIT = ("Fields", ())


def layer(tree):
    """A struct around a single unnamed field."""
    return ("Fields", ((None, tree),))


def without_layers(tree):
    """The tree as its bytes are: the layers around single fields taken away."""
    if isinstance(tree, str):
        return tree
    if tree[0] == "Fields":
        fields = tuple((name, without_layers(part)) for name, part in tree[1])
        return fields[0][1] if len(fields) == 1 and fields[0][0] is None else ("Fields", fields)
    if tree[0] == "Variants":
        return ("Variants", tuple((index, name, without_layers(fields)) for index, name, fields in tree[1]))
    return tuple(without_layers(part) if isinstance(part, tuple) else part for part in tree)


class Interface:
    """What clients know: the sections of the file, and its types as trees."""

    def __init__(self, text: str):
        self.all = json.loads(text)
        self.types = self.all["types"]
        self.tree = functools.cache(self.read)

    def read(self, expression: str):
        """The tree of a type such as `Vec<(u16, Compact<u64>)>`."""
        tokens = re.findall(r"\w+|[<>()\[\],;]", expression)
        tokens.append("")
        tree = self.take(tokens)
        assert tokens == [""], f"`{expression}` is no type"
        return tree

    def take(self, tokens: list[str]):
        """The tree that the first tokens make, which are taken away."""
        word = tokens.pop(0)
        if word == "(":
            return ("Fields", tuple((None, part) for part in self.take_until(")", tokens)))
        if word == "[":
            item = self.take(tokens)
            assert tokens.pop(0) == ";"
            length = int(tokens.pop(0))
            assert tokens.pop(0) == "]"
            return ("Array", length, item)
        if tokens[0] != "<":
            return self.named(word)
        tokens.pop(0)
        return generic(word, *self.take_until(">", tokens))

    def take_until(self, end: str, tokens: list[str]) -> list:
        parts = []
        while tokens[0] != end:
            parts.append(self.take(tokens))
            if tokens[0] == ",":
                tokens.pop(0)
        tokens.pop(0)
        return parts

    def named(self, name: str):
        if name in NUMBERS or name in NAMED:
            return name
        if name == "BitVec":
            return ("Bits",)
        definition = self.types[name]
        if "struct" in definition:
            return self.fields(definition["struct"])
        return ("Variants", tuple((index, name, self.fields(fields)) for index, name, fields in definition["enum"]))

    def fields(self, fields: list):
        """The tree of fields that are given with their types, and perhaps more."""
        return ("Fields", tuple((name, self.tree(expression)) for name, expression, *_ in fields))

    def tier(self, section: str, item: str) -> int:
        """1 where the SDK, btcli or polkadot.js use it, else 2."""
        return self.all[section][item]["tier"]


def generic(name: str, *parts):
    """The tree of a type with parameters."""
    match name:
        case "Vec" | "Compact":
            return (name, *parts)
        case "Option":
            return ("Variants", ((0, "None", UNIT), (1, "Some", layer(parts[0]))))
        case "Result":
            return ("Variants", ((0, "Ok", layer(parts[0])), (1, "Err", layer(parts[1]))))
        case "BoundedVec" | "WeakBoundedVec" | "BTreeSet":
            return layer(("Vec", parts[0]))
        case "BTreeMap":
            return layer(("Vec", ("Fields", tuple((None, part) for part in parts))))
        case "BoundedBTreeMap":
            return layer(generic("BTreeMap", *parts))
        case "Cow":
            return layer(parts[0])
    raise ValueError(f"no type has the name {name}")


class Metadata:
    """What a node shows: metadata of version 14 or 15 as the clients' own codec reads it."""

    def __init__(self, encoded: bytes):
        codec = RuntimeConfigurationObject(ss58_format=42, implements_scale_info=True)
        codec.update_type_registry(load_type_registry_preset("core"))
        decoded = codec.create_scale_object("MetadataVersioned", data=ScaleBytes(encoded)).decode()
        ((self.version, self.all),) = decoded[1].items()
        self.types = [entry["type"] for entry in self.all["types"]["types"]]
        self.tree = functools.cache(self.read)
        self.pallets = {pallet["name"]: pallet for pallet in self.all["pallets"]}

    def read(self, number: int):
        """The tree of the type with that number."""
        path, definition = self.types[number]["path"], self.types[number]["def"]
        if path and path[-1] in NAMED:
            return path[-1]
        ((kind, content),) = definition.items()
        match kind:
            case "primitive":
                return content.lower()
            case "compact":
                return ("Compact", self.tree(content["type"]))
            case "sequence":
                return ("Vec", self.tree(content["type"]))
            case "array":
                return ("Array", content["len"], self.tree(content["type"]))
            case "tuple":
                return ("Fields", tuple((None, self.tree(part)) for part in content))
            case "composite":
                return self.fields(content["fields"])
            case "variant":
                return (
                    "Variants",
                    tuple((v["index"], v["name"], self.fields(v["fields"])) for v in content["variants"]),
                )
            case "bitsequence":
                return ("Bits",)
        raise ValueError(f"type {number} is a {kind}")

    def fields(self, fields: list):
        return ("Fields", tuple((field["name"], self.tree(field["type"])) for field in fields))

    def variants(self, pallet: str, kind: str) -> dict:
        """Calls, events or errors of a pallet by name."""
        part = self.pallets.get(pallet, {}).get(kind)
        if part is None:
            return {}
        variants = self.types[part["ty"]]["def"]["variant"]["variants"]
        return {variant["name"]: variant for variant in variants}

    def entries(self, pallet: str) -> dict:
        """Storage items of a pallet by name."""
        storage = self.pallets.get(pallet, {}).get("storage")
        return {entry["name"]: entry for entry in storage["entries"]} if storage else {}

    def methods(self, trait: str) -> dict:
        """Methods of a runtime API by name."""
        found = [api["methods"] for api in self.all["apis"] if api["name"] == trait]
        return {method["name"]: method for methods in found for method in methods}

    def paths(self) -> list[list[str]]:
        return [entry["path"] for entry in self.types if entry["path"]]


def differences(wanted, found, where: str, longer: bool = False):
    """Says in words where one tree differs from the other; `longer` lets the node's structs go on with more fields."""
    if wanted == found:
        return
    if isinstance(wanted, str) or isinstance(found, str) or wanted[0] != found[0]:
        yield f"{where}: expected {say(wanted)}, found {say(found)}"
    elif wanted[0] == "Fields":
        yield from fields_differ(wanted[1], found[1], where, longer)
    elif wanted[0] == "Variants":
        by_name = {name: (index, fields) for index, name, fields in found[1]}
        for index, name, fields in wanted[1]:
            if name not in by_name:
                yield f"{where}: variant {name} is missing"
                continue
            if by_name[name][0] != index:
                yield f"{where}: variant {name} has index {by_name[name][0]}, expected {index}"
            yield from differences(fields, by_name[name][1], f"{where}::{name}", longer)
    elif wanted[0] == "Array" and wanted[1] != found[1]:
        yield f"{where}: expected {wanted[1]} items, found {found[1]}"
    else:
        yield from differences(wanted[-1], found[-1], f"{where}[]", longer)


def fields_differ(wanted: tuple, found: tuple, where: str, longer: bool):
    names, found_names = [name for name, _ in wanted], [name for name, _ in found]
    if longer and found_names[: len(names)] == names:
        found, found_names = found[: len(names)], names
    if names != found_names:
        yield f"{where}: expected {say(('Fields', wanted))}, found {say(('Fields', found))}"
        return
    for place, ((name, part), (_, other)) in enumerate(zip(wanted, found, strict=True)):
        yield from differences(part, other, f"{where}.{place if name is None else name}", longer)


def say(tree, depth: int = 0) -> str:
    """A tree in a few words."""
    if isinstance(tree, str):
        return tree
    if depth > 2:
        return "…"
    if tree[0] == "Fields":
        parts = [say(part, depth + 1) if name is None else name for name, part in tree[1]]
        return f"({', '.join(parts)}{',' * (len(parts) == 1)})"
    if tree[0] == "Variants":
        return " | ".join(name for _, name, _ in tree[1])[:80]
    if tree[0] == "Array":
        return f"[{say(tree[2], depth + 1)}; {tree[1]}]"
    return f"{tree[0]}<{', '.join(say(part, depth + 1) for part in tree[1:])}>"


class Difference(NamedTuple):
    """One thing that a client would trip over."""

    section: str
    item: str
    what: str

    def __str__(self):
        return f"{self.section} {self.item}: {self.what}"


MISSING = "is missing"


class Comparison:
    """Looks up every item of the interface in what a node shows."""

    def __init__(self, interface: Interface, metadata: Metadata, rpc_methods: list[str]):
        self.interface = interface
        self.metadata = metadata
        self.rpc_methods = set(rpc_methods)

    def differences(self) -> list[Difference]:
        """All of them, an item at a time."""
        return [
            Difference(section, item, what)
            for section in SECTIONS
            for item, wanted in self.interface.all[section].items()
            for what in getattr(self, section)(item, wanted)
        ]

    def compare(self, expression: str, number: int, where: str, longer: bool = False):
        yield from differences(self.interface.tree(expression), self.metadata.tree(number), where, longer)

    def pallets(self, item: str, wanted: dict):
        found = self.metadata.pallets.get(item)
        if found is None:
            yield MISSING
            return
        if found["index"] != wanted["index"]:
            yield f"index is {found['index']}, expected {wanted['index']}"
        # Where nothing is stored, metadata have no prefix.
        prefix = found["storage"] and found["storage"]["prefix"]
        if wanted["prefix"] is not None and prefix != wanted["prefix"]:
            yield f"prefix of its storage is {prefix}, expected {wanted['prefix']}"

    def variant(self, kind: str, item: str, wanted: dict):
        """A call, event or error, and what is wrong with its index; nothing and its absence where it is missing."""
        pallet, name = item.split(".")
        found = self.metadata.variants(pallet, kind).get(name)
        if found is None:
            return None, [MISSING]
        if found["index"] != wanted["index"]:
            return found, [f"index is {found['index']}, expected {wanted['index']}"]
        return found, []

    def calls(self, item: str, wanted: dict):
        found, wrong = self.variant("calls", item, wanted)
        yield from wrong
        if found is None:
            return
        arguments = self.interface.fields(wanted["arguments"])
        yield from differences(arguments, self.metadata.fields(found["fields"]), "arguments")
        type_names = {field["name"]: field["typeName"] or "" for field in found["fields"]}
        for name, _, type_name in wanted["arguments"]:
            known = type_names.get(name, "")
            holds_call = "RuntimeCall" in type_name
            if (type_name in CONVERTED_BY_NAME and known != type_name) or (holds_call and "RuntimeCall" not in known):
                yield f"argument {name} has the type name `{known}`, expected `{type_name}`"

    def errors(self, item: str, wanted: dict):
        found, wrong = self.variant("error", item, wanted)
        yield from wrong
        if found is not None and not "".join(found["docs"]).strip():
            yield "has no documentation, without which clients call it unknown"

    def events(self, item: str, wanted: dict):
        found, wrong = self.variant("event", item, wanted)
        yield from wrong
        if found is None:
            return
        fields, found_fields = self.interface.fields(wanted["fields"]), self.metadata.fields(found["fields"])
        # Clients read events by the names of their fields.
        yield from differences(fields, ("Fields", found_fields[1][: len(fields[1])]), "fields")

    def storage(self, item: str, wanted: dict):
        pallet, name = item.split(".")
        found = self.metadata.entries(pallet).get(name)
        if found is None:
            yield MISSING
            return
        if found["modifier"].lower() != wanted["modifier"]:
            yield f"modifier is {found['modifier']}, expected {wanted['modifier']}"
        ((kind, content),) = found["type"].items()
        hashers, value = (content["hashers"], content["value"]) if kind == "Map" else ([], content)
        if hashers != wanted["hashers"]:
            yield f"hashers are {hashers}, expected {wanted['hashers']}"
        elif hashers:
            keys = tuple((None, self.interface.tree(key)) for key in wanted["keys"])
            yield from differences(
                ("Fields", keys) if len(keys) > 1 else keys[0][1], self.metadata.tree(content["key"]), "key"
            )
        yield from self.compare(wanted["value"], value, "value")

    def constants(self, item: str, wanted: dict):
        pallet, name = item.split(".")
        constants = self.metadata.pallets.get(pallet, {}).get("constants", [])
        found = next((constant for constant in constants if constant["name"] == name), None)
        if found is None:
            yield MISSING
        else:
            # Clients read constants by the names of their fields.
            yield from self.compare(wanted["type"], found["type"], "type", longer=True)

    def runtime_apis(self, item: str, wanted: dict):
        trait, name = item.split(".")
        found = self.metadata.methods(trait).get(name)
        if found is None:
            yield MISSING
            return
        parameters = tuple((parameter["name"], self.metadata.tree(parameter["ty"])) for parameter in found["inputs"])
        yield from differences(self.interface.fields(wanted["parameters"]), ("Fields", parameters), "parameters")
        yield from self.compare(wanted["result"], found["output"], "result")

    def extensions(self, item: str, wanted: dict):
        shown = {
            extension["identifier"]: extension for extension in self.metadata.all["extrinsic"]["signed_extensions"]
        }
        if item not in shown:
            yield MISSING
            return
        order = [name for name in shown if name in self.interface.all["extensions"]]
        expected = [name for name in self.interface.all["extensions"] if name in shown]
        if order != expected:
            yield f"comes in another order: {', '.join(order)}"
        # How extensions wrap what they sign is seen by nobody.
        for part, key in ("extra", "ty"), ("implicit", "additional_signed"):
            wanted_bytes = without_layers(self.interface.tree(wanted[part]))
            yield from differences(wanted_bytes, without_layers(self.metadata.tree(shown[item][key])), part)

    def rpc(self, item: str, _wanted: dict):
        if item not in self.rpc_methods:
            yield MISSING

    def paths(self, item: str, _wanted: dict):
        """Clients know some types by their whole path, and what the runtime itself defines by two segments."""
        paths = self.metadata.paths()
        if "::" in item:
            if item.split("::") not in paths:
                yield MISSING
        elif not any(len(path) == 2 and path[1] == item for path in paths):
            yield "has no path of two segments"


class Exceptions:
    """What is knowingly absent: patterns of items. And what is knowingly different: differences as they are told."""

    def __init__(self, absent: list[dict], different: list[dict]):
        self.patterns = [
            (section, pattern) for group in absent for section in SECTIONS for pattern in group.get(section, [])
        ]
        self.different = [difference for group in different for difference in group["differences"]]

    def unexpected(self, found: list[Difference]) -> list[Difference]:
        """The differences that nobody has given a reason for."""
        return [
            difference
            for difference in found
            if str(difference) not in self.different
            and not (difference.what == MISSING and self.covers(difference.section, difference.item))
        ]

    def covers(self, section: str, item: str) -> bool:
        return any(section == other and fnmatch.fnmatchcase(item, pattern) for other, pattern in self.patterns)

    def untrue(self, interface: Interface, found: list[Difference]) -> list[str]:
        """Patterns that fit nothing, items that are said to be absent and are there, differences that are none."""
        told = {str(difference) for difference in found}
        lines = []
        for section, pattern in self.patterns:
            items = [item for item in interface.all[section] if fnmatch.fnmatchcase(item, pattern)]
            lines += [] if items else [f"{section} {pattern}: fits nothing"]
            lines += [
                f"{section} {item}: is there, no longer absent"
                for item in items
                if str(Difference(section, item, MISSING)) not in told
            ]
        return lines + [f"{line}: is no difference" for line in self.different if line not in told]
