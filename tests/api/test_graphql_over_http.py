"""The GraphQL door keeps the whole GraphQL-over-HTTP specification, as graphql-http audits it."""

from tests.graphql_http import node


def test_every_audit_passes_recommendations_and_options_too(live_server_url: str) -> None:
    findings = node.audit(f"{live_server_url}/graphql")

    assert [finding for finding in findings if finding["status"] != "ok"] == []
    assert len({finding["id"] for finding in findings}) == 61
