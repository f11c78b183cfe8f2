"""Nodes among themselves."""

import node


def test_three_authors_produce_blocks_in_turn(network):
    one = network[0]
    start = one.best()
    one.wait_for_best(start + 12)
    authors = {one.slot(number) % 3 for number in range(start + 1, start + 13)}
    assert authors == {0, 1, 2}


def test_network_finalizes_close_behind_the_best_block(network):
    for member in network:
        start = member.best()
        member.wait_for_finalized(start + 8)
        assert member.best() - member.finalized() < 20
    height = min(member.finalized() for member in network)
    assert len({member.block_hash(height) for member in network}) == 1


def test_node_joins_by_bootnodes_and_follows(network, tmp_path):
    one = network[0]
    one.wait_for_finalized(10)
    with node.running(node.Node(tmp_path / "newcomer", "local", "--bootnodes", one.address())) as (newcomer,):
        newcomer.wait_for_finalized(10)
        assert newcomer.block_hash(10) == one.block_hash(10)
        ahead = one.best() + 10
        newcomer.wait_for_best(ahead)
        newcomer.wait_for_finalized(ahead)
        assert newcomer.block_hash(ahead) == one.block_hash(ahead)


def test_killed_author_comes_back_on_its_database_and_catches_up(network):
    one, _, three = network
    # The database writes in the background: what was final a few blocks ago is on disk.
    stored = three.finalized()
    stored_hash = three.block_hash(stored)
    three.wait_for_finalized(stored + 4)
    three.kill()

    # Two of three authors make blocks, but cannot finalize them.
    missed = one.best() + 8
    one.wait_for_best(missed)

    three.start()
    assert three.finalized() >= stored, "the node has begun anew"
    assert three.block_hash(stored) == stored_hash
    three.wait_for_finalized(missed)
    assert three.block_hash(missed) == one.block_hash(missed)
    # It authors again, too.
    start = one.best()
    one.wait_for_best(start + 12)
    assert {one.slot(number) % 3 for number in range(start + 1, start + 13)} == {0, 1, 2}
