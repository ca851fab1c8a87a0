"""Signed checkpoints: https://c2sp.org/signed-note and https://c2sp.org/tlog-checkpoint, with Ed25519."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes


def verified(text: str, verifier_key: str) -> Checkpoint:
    """The checkpoint, if the key has signed it. `verifier_key` is NAME+ID+BASE64, as keygen printed it.

    Raises ValueError with the reason.
    """
    name, key = _key(verifier_key)
    key_id = sha256(name.encode() + b"\n" + ED25519 + key).digest()[:4]
    body, blank, signatures = text.partition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise ValueError("is no signed note: an empty line, or the end of the last line, is missing")
    signed = (body + "\n").encode()
    # Every line is looked at: a broken one is no signature of somebody else.
    signers = [_signs(line, name, key_id, key, signed) for line in signatures[:-1].split("\n")]
    if not any(signers):
        raise ValueError(f"is not signed by {name}, or was changed since")
    lines = body.split("\n")
    if len(lines) != 3 or lines[0] != name or not lines[1].isascii() or not lines[1].isdecimal():
        raise ValueError("is no checkpoint of the log of this key: name, size and root are three lines")
    root = exactly(lines[2])
    if len(root) != 32 or str(int(lines[1])) != lines[1]:
        raise ValueError("is no checkpoint: its size or root has not the right form")
    return Checkpoint(lines[0], int(lines[1]), root)


def _key(text: str) -> tuple[str, bytes]:
    try:
        name, key_id, encoded = text.strip().split("+", 2)
        decoded = exactly(encoded)
    except ValueError:
        raise ValueError("the key has not the form NAME+ID+BASE64") from None
    key = decoded[1:]
    if decoded[:1] != ED25519 or len(key) != 32:
        raise ValueError("the key is no Ed25519 key")
    if sha256(name.encode() + b"\n" + decoded).digest()[:4].hex() != key_id:
        raise ValueError("the key was damaged: its id does not fit")
    return name, key


def _signs(line: str, name: str, key_id: bytes, key: bytes, signed: bytes) -> bool:
    """Whether the line is a signature by the key. Others may have signed, too. Raises ValueError where it is none."""
    dash, signer, encoded = line.split(" ")
    decoded = exactly(encoded)
    if dash != "\u2014" or not signer or len(decoded) <= 4:
        raise ValueError("a signature has not the form that it should have")
    if signer != name or decoded[:4] != key_id:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(decoded[4:], signed)
    except InvalidSignature:
        return False
    return True


def exactly(encoded: str) -> bytes:
    """What was written in Base64, in the one way in which it may be. Raises ValueError."""
    decoded = b64decode(encoded, validate=True)
    if b64encode(decoded).decode() != encoded:
        raise ValueError("Base64 has not the form that it should have")
    return decoded
