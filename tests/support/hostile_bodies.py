"""Bodies that are no request, and queries that ask for too much."""

import gzip
import json
import zlib

from api import limits

QUESTION = {"query": "{ log { head } }"}
MALFORMED = {
    "a number": b"42",
    "text": b'"{ log { head } }"',
    "null": b"null",
    "a list": json.dumps([QUESTION]).encode(),
    "nothing": b"",
    "half a body": b'{"query": "{ log',
    "bad UTF-8": b'{"query": "{ log { head } } \xff"}',
    "UTF-16": json.dumps(QUESTION).encode("utf-16"),
    "100,000 nested arrays": b'{"query":"{ log { head } }","variables":{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    "65 nested objects": b'{"query":"{ log { head } }","variables":' + b'{"a":' * 65 + b"1" + b"}" * 66,
    "a 5,000-digit integer": b'{"query":"{ log { head } }","variables":{"n":' + b"9" * 5_000 + b"}}",
    "a number beyond all": b'{"query":"{ log { head } }","variables":{"n":1e999}}',
    "NaN": b'{"query":"{ log { head } }","variables":{"n":NaN}}',
    "no query": b"{}",
    "an empty query": b'{"query": " "}',
    "a query that is a number": b'{"query": 1}',
    "variables that are a list": b'{"query": "{ log { head } }", "variables": []}',
    "variables that are text": b'{"query": "{ log { head } }", "variables": "{}"}',
    "an operation name that is a number": b'{"query": "{ log { head } }", "operationName": 7}',
    "an operation that is not there": b'{"query": "query A { log { head } }", "operationName": "B"}',
}
"""Each is refused with 400."""


def _bomb() -> bytes:
    """Ten million spaces around a question."""
    return json.dumps(QUESTION).encode() + b" " * 10_000_000


PACKED = {
    "gzip": gzip.compress(_bomb(), mtime=0),
    "deflate": zlib.compress(_bomb()),
    "gzip, gzip": gzip.compress(gzip.compress(_bomb(), mtime=0), mtime=0),
    "br": b"\x0b",
    "zstd": b"\x28\xb5\x2f\xfd",
    "none that is known": b"{}",
}
"""By content coding: refused with 415."""
_DEEP = limits.QUERY_DEPTH_MAX
COSTLY = {
    "deep": "{ place(id: 1) " + "{ parent " * _DEEP + "{ id }" + " }" * _DEEP + " }",
    "very deep": "{ a " * 4_000 + "}" * 4_000,
    "wide by lists": "{ places(first: 1000) { nodes { children(first: 1000) { nodes { id } } } } }",
    "wide by aliases": "{ " + " ".join(f"a{n}: places(first: 1000) {{ nodes {{ id }} }}" for n in range(300)) + " }",
    "doubling fragments": "{ places(first: 1) { nodes { ...f0 } } } "
    + " ".join(f"fragment f{n} on Place {{ a: id ...f{n + 1} ...f{n + 1} }}" for n in range(200))
    + " fragment f200 on Place { id }",
    "doubling inline": "{ places(first: 1) { nodes { " + "... { id " * 12 + "name" + " } ... { id }" * 12 + " } } }",
    "a cycle of fragments": "{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }",
    "one field often": "{ log { " + "head " * 4_000 + "} }",
    "fields that overlap": "{ " + " ".join(f"log {{ a{n}: head }}" for n in range(900)) + " }",
    "many directives": "{ log @skip(if: false) " + "@skip(if: false) " * 600 + "{ head } }",
    "many variables": "query(" + " ".join(f"$v{n}: Int" for n in range(1_000)) + ") { log { head } }",
    "many operations": " ".join(f"query Q{n} {{ log {{ head }} }}" for n in range(500)),
    "a long list": "{ events(filter: {types: [" + '"A" ' * 4_000 + "]}) { totalCount } }",
    "many tokens": "{ " + "a " * 20_000 + "}",
    "comments": "{ log { head } }" + "#\n" * 50_000,
    "blanks": "{ log { head } }" + " " * 200_000,
    "a long name": "{ " + "a" * 190_000 + " }",
    "a long string": '{ place(id: "' + "x" * 190_000 + '") { id } }',
    "nested lists": "{ a(b: " + "[" * 2_000 + "]" * 2_000 + ") }",
    "deep introspection": "{ __schema { types " + "{ fields { type " * 10 + "{ name }" + " } }" * 10 + " } }",
    "unknown fields": "{ " + " ".join(f"placees{n}" for n in range(1_500)) + " }",
    "unknown arguments": "{ " + " ".join(f"a{n}: place(idd: 1) {{ id }}" for n in range(500)) + " }",
}
"""Each is refused, or is little work."""
