"""The GraphQL door keeps the whole GraphQL-over-HTTP specification, as graphql-http audits it."""

import json

from tests.support import node
from tests.support.repository import ROOT

AUDIT = ROOT / "tests" / "graphql_http" / "audit.mjs"


def test_every_audit_passes_recommendations_and_options_too(live_server_url: str) -> None:
    findings = json.loads(node.run(AUDIT, f"{live_server_url}/graphql"))

    assert [finding for finding in findings if finding["status"] != "ok"] == []
    assert len({finding["id"] for finding in findings}) == 61
