"""Frames of RFC 6455, as a client writes them that means no good."""

import zlib

TEXT, BINARY, CONTINUATION, PING = 1, 2, 0, 9
HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
)
INIT = b'{"type": "connection_init"}'


def frame(payload: bytes, kind: int = TEXT, *, last: bool = True, packed: bool = False, length: int = -1) -> bytes:
    """One frame with an empty mask. `packed`: as permessage-deflate has it; `length`: what is claimed."""
    size = len(payload) if length < 0 else length
    first = kind | (0x80 if last else 0) | (0x40 if packed else 0)
    if size < 126:
        return bytes([first, 0x80 | size]) + b"\0\0\0\0" + payload
    if size < 65_536:
        return bytes([first, 0x80 | 126]) + size.to_bytes(2, "big") + b"\0\0\0\0" + payload
    return bytes([first, 0x80 | 127]) + size.to_bytes(8, "big") + b"\0\0\0\0" + payload


def bomb(size: int) -> bytes:
    """So many zeros, packed a thousandfold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = packer.compress(b"0" * size) + packer.flush(zlib.Z_SYNC_FLUSH)
    return frame(packed.removesuffix(b"\x00\x00\xff\xff"), packed=True)


def close_code(heard: bytes) -> int | None:
    """Of the close frame at the end of what a server has said."""
    at = heard.rfind(b"\x88")
    return int.from_bytes(heard[at + 2 : at + 4], "big") if at >= 0 else None
