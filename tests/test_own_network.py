"""A network of one's own, as chain-specs/README.md describes it."""

import json

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
    validator = node.Node(tmp_path / "node", str(raw_path), "--validator")
    try:
        validator.start()
        validator.wait_for_finalized(3)
        assert validator.slot(3) - validator.slot(2) >= 1
        assert validator.rpc("system_chainType") == "Live"
    finally:
        validator.stop()


def test_maintenance_commands_work_on_a_stopped_chain(tmp_path):
    author = node.Node(tmp_path, "dev", "--one")
    try:
        author.start().wait_for_finalized(6)
        height, genesis = author.best(), author.block_hash(0)
    finally:
        author.stop()
    base = ("--chain", "dev", "--base-path", str(tmp_path / "data"))
    pruning = ("--state-pruning", "archive", "--blocks-pruning", "archive")

    info = node.run("chain-info", *base)
    assert info.returncode == 0, info.stderr
    assert genesis in json.dumps(info.stdout)
    exported = tmp_path / "blocks"
    for arguments in (
        ("check-block", "3", *base, *pruning),
        ("export-blocks", str(exported), "--to", "5", *base, *pruning),
        ("import-blocks", str(exported), "--chain", "dev", "--base-path", str(tmp_path / "copy"), *pruning),
        ("revert", "2", *base, *pruning),
        ("purge-chain", "-y", *base),
    ):
        result = node.run(*arguments)
        assert result.returncode == 0, (arguments, result.stderr)
    assert height >= 6 and exported.stat().st_size > 0
    copied = node.run("chain-info", "--chain", "dev", "--base-path", str(tmp_path / "copy"))
    assert genesis in json.dumps(copied.stdout)
    assert not list((tmp_path / "data").glob("chains/*/paritydb*"))
