"""Ids and digests that logs already hold: none of them may ever come out otherwise."""

from domain.events import interchange
from domain.events.identifiers import batch_digest, digest, event_id, slug
from tests.support.builders import retracted


def test_a_slug_is_small_ascii_letters_digits_and_hyphens() -> None:
    assert [slug(text) for text in ("Имам-Сахиб", "Dasht-e  Qala (2)", "ÅÄÖ", "—")] == [
        "imam-sakhib",
        "dasht-e-qala-2",
        "aao",
        "",
    ]


def test_a_slug_that_is_too_long_is_cut_and_ends_with_a_digest_of_the_whole() -> None:
    assert slug("a" * 101) == "a" * 91 + "-" + digest("a" * 101, 8)
    assert slug("a" * 101, chars_max=None) == "a" * 101


def test_an_event_id_is_24_hexadecimal_digits_of_the_sha_256_of_its_content() -> None:
    assert event_id("abc") == "e-ba7816bf8f01cfea414140de"


def test_a_batch_is_digested_as_its_lines() -> None:
    events = [retracted("a", id="b"), retracted("c", id="d")]
    assert batch_digest(events) == digest("".join(f"{interchange.write(event)}\n" for event in events), 64)
