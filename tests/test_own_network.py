"""A network of one's own, as chain-specs/README.md describes it."""

import json
import pathlib
import subprocess

import node


def generate(scheme: str) -> dict:
    return json.loads(node.run("key", "generate", "--scheme", scheme, "--output-type", "json").stdout)


def test_filled_in_production_specification_runs(tmp_path):
    spec_path, raw_path, data = tmp_path / "production.json", tmp_path / "network.json", tmp_path / "node" / "data"
    assert node.run("export-chain-spec", "--chain", "production", "--output", str(spec_path)).returncode == 0
    spec = json.loads(spec_path.read_text())
    patch = spec["genesis"]["runtimeGenesis"]["patch"]
    assert patch["aura"]["authorities"] == [] and patch["balances"]["balances"] == []

    aura, grandpa = generate("sr25519"), generate("ed25519")
    patch["aura"]["authorities"] = [aura["ss58Address"]]
    patch["grandpa"]["authorities"] = [[grandpa["ss58Address"], 1]]
    patch["balances"]["balances"] = [[aura["ss58Address"], 5_000_000_000]]
    # Only so that the test need not wait for slots of 12 s.
    patch["chainParameters"]["slotMillis"] = 500
    spec_path.write_text(json.dumps(spec))
    made = node.run("export-chain-spec", "--chain", str(spec_path), "--raw", "--output", str(raw_path))
    assert made.returncode == 0, made.stderr

    for key_type, scheme, key in (("aura", "sr25519", aura), ("gran", "ed25519", grandpa)):
        inserted = node.run(
            *("key", "insert", "--chain", str(raw_path), "--base-path", str(data)),
            *("--key-type", key_type, "--scheme", scheme, "--suri", key["secretPhrase"]),
        )
        assert inserted.returncode == 0, inserted.stderr
    with node.running(node.Node(tmp_path / "node", str(raw_path), "--validator")) as (validator,):
        validator.wait_for_finalized(3)
        assert validator.rpc("system_chainType") == "Live"


def test_unfinished_specification_leaves_no_trace(tmp_path):
    """Else the finished one could not use the folder: its first block is another."""
    result = node.run("--chain", "production", "--base-path", str(tmp_path), "--no-prometheus", "--no-telemetry")
    assert result.returncode != 0
    assert not list(tmp_path.glob("chains/*/paritydb"))


def test_built_in_specifications_are_written_by_the_script(tmp_path):
    script = pathlib.Path(__file__).parent.parent / "scripts" / "chain-specs.sh"
    subprocess.run([script, tmp_path], check=True, capture_output=True, timeout=120)
    plain, raw = ("dev", "local", "local-12s", "production"), ("dev", "local", "local-12s")
    expected = {f"{name}.json" for name in plain} | {f"{name}-raw.json" for name in raw}
    assert {path.name for path in tmp_path.iterdir()} == expected
    # A raw specification begins the same chain as its name does.
    with node.running(node.Node(tmp_path / "node", str(tmp_path / "dev-raw.json"), "--one")) as (author,):
        genesis = author.block_hash(0)
    with node.running(node.Node(tmp_path / "other", "dev", "--one")) as (author,):
        assert author.block_hash(0) == genesis


def chain_info(chain: str, folder: pathlib.Path) -> dict:
    result = node.run("chain-info", "--chain", chain, "--base-path", str(folder))
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_maintenance_commands_work_on_a_stopped_chain(tmp_path):
    with node.running(node.Node(tmp_path, "dev", "--one")) as (author,):
        author.wait_for_finalized(6)
        sixth = author.block_hash(6)
    data, copy, exported = tmp_path / "data", tmp_path / "copy", tmp_path / "blocks"

    def maintain(folder: pathlib.Path, *arguments: str):
        pruning = ("--state-pruning", "archive", "--blocks-pruning", "archive")
        result = node.run(*arguments, "--chain", "dev", "--base-path", str(folder), *pruning)
        assert result.returncode == 0, result.stderr

    maintain(data, "check-block", "3")
    maintain(data, "export-blocks", str(exported), "--to", "6")
    maintain(copy, "import-blocks", str(exported))
    assert (chain_info("dev", copy)["best_number"], chain_info("dev", copy)["best_hash"]) == (6, sixth)

    # What is final stays; of the rest, revert takes as much as it is told.
    before = chain_info("dev", data)
    maintain(data, "revert", "1")
    after = chain_info("dev", data)
    assert before["best_number"] - after["best_number"] == min(1, before["best_number"] - before["finalized_number"])

    assert node.run("purge-chain", "-y", "--chain", "dev", "--base-path", str(data)).returncode == 0
    assert not list(data.glob("chains/*/paritydb*"))
