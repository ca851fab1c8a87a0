"""The vectors by which implementations of Certificate Transparency are tested, and laws that hold for every tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proofs.hashing import EMPTY_ROOT, complete_root, joined, leaf_hash
from domain.proofs.subtrees import Span, complete_subtrees, consistency_spans, inclusion_spans
from domain.proofs.verification import included_root, is_consistent

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""Of certificate-transparency (merkletree/merkle_tree_test.cc)."""
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of the first 0 to 8 of them, as published there."""
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def root(leaves: list[bytes], span: Span) -> bytes:
    hashes = [leaf_hash(leaf) for leaf in leaves]
    return joined(
        complete_root(hashes[part.number << part.level : (part.number + 1) << part.level])
        for part in complete_subtrees(span)
    )


def roots(leaves: list[bytes], spans: list[Span]) -> list[bytes]:
    return [root(leaves, span) for span in spans]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES, Span(0, size)).hex() == ROOTS[size]
    assert EMPTY_ROOT.hex() == ROOTS[0]


@pytest.mark.parametrize(("leaf", "size"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(leaf: int, size: int) -> None:
    proof = roots(LEAVES, inclusion_spans(leaf, size))

    assert [part.hex() for part in proof] == INCLUSION[leaf, size]
    assert included_root(leaf_hash(LEAVES[leaf]), leaf, size, proof) == bytes.fromhex(ROOTS[size])


@pytest.mark.parametrize(("earlier", "size"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(earlier: int, size: int) -> None:
    proof = roots(LEAVES, consistency_spans(earlier, size))

    assert [part.hex() for part in proof] == CONSISTENCY[earlier, size]
    assert is_consistent(earlier, bytes.fromhex(ROOTS[earlier]), size, bytes.fromhex(ROOTS[size]), proof)


@given(TREES, st.data())
def test_every_leaf_is_proved_at_its_own_place_only(leaves: list[bytes], data: st.DataObject) -> None:
    size = len(leaves)
    leaf = data.draw(st.integers(0, size - 1))
    proof = roots(leaves, inclusion_spans(leaf, size))

    assert included_root(leaf_hash(leaves[leaf]), leaf, size, proof) == root(leaves, Span(0, size))
    for other in range(size):
        if other != leaf and leaves[other] != leaves[leaf]:
            assert included_root(leaf_hash(leaves[other]), leaf, size, proof) != root(leaves, Span(0, size))
    assert included_root(leaf_hash(leaves[leaf]), size, size, proof) is None
    assert included_root(leaf_hash(leaves[leaf]), leaf, size, [*proof, EMPTY_ROOT]) is None
    if proof:
        assert included_root(leaf_hash(leaves[leaf]), leaf, size, proof[:-1]) is None


@given(TREES, st.data())
def test_a_tree_begins_with_each_earlier_one_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    size = len(leaves)
    earlier = data.draw(st.integers(0, size))
    proof = roots(leaves, consistency_spans(earlier, size))
    older, newer = root(leaves, Span(0, earlier)), root(leaves, Span(0, size))
    another = root([b"another", *leaves[1:]], Span(0, earlier))

    assert is_consistent(earlier, older, size, newer, proof)
    assert not is_consistent(earlier, older, size, newer, [*proof, EMPTY_ROOT])
    assert not is_consistent(size, newer, earlier, older, proof) or earlier == size
    if earlier and another != older:
        assert not is_consistent(earlier, another, size, newer, proof)


@pytest.mark.parametrize("leaf", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(leaf: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_spans(leaf, 3)


@pytest.mark.parametrize("earlier", [-1, 4])
def test_a_larger_tree_is_no_beginning(earlier: int) -> None:
    with pytest.raises(ValueError, match="does not begin"):
        consistency_spans(earlier, 3)
