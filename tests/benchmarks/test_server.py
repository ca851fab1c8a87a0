"""A server is measured once it has done what it does by itself after its start."""

import sys
import time
from pathlib import Path

import pytest

from benchmarks.harness import server as servers
from benchmarks.harness.server import Server

BUSY_SECONDS = 1.5
BUSY_FOR_A_WHILE = f"""
import http.server, sys, threading, time
def work():
    until = time.thread_time() + {BUSY_SECONDS}
    while time.thread_time() < until: sum(range(1_000))
class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()
    def log_message(self, *words): pass
threading.Thread(target=work, daemon=True).start()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Quiet).serve_forever()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the clocks")
def test_a_server_is_idle_once_its_clock_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "IDLE_WITHIN_SECONDS", 0.3)
    server = Server("busy", lambda port: [sys.executable, "-c", BUSY_FOR_A_WHILE, str(port)], tmp_path / "log")
    try:
        server.wait_until_idle()
        spent = server.cpu()
        time.sleep(0.3)
        assert spent >= BUSY_SECONDS
        assert server.cpu() - spent < 0.1
    finally:
        server.stop()
