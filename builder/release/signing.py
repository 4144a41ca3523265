"""Signs the list of hashes of a release with an SSH key, and checks such a signature.

OpenSSH's own `ssh-keygen -Y` does both: it is kept by many and is there for anyone who doubts us.
"""

import subprocess
import tempfile
from pathlib import Path

from builder.disk import Refused
from builder.release.history import SUMS

NAMESPACE = "qandy-qantar-archive"
"""What a signature is for; one made for something else does not count."""
WHO = "archive"
SECONDS = 60


def sign(folder: Path, key: Path) -> None:
    """Write `SHA256SUMS.sig` beside the list in `folder`; `key` is a private key, or a public one
    whose private half an agent holds. Raises `Refused` with what ssh-keygen said."""
    done = _ssh_keygen("sign", "-f", str(key), str(folder / SUMS))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise Refused(f"signing stopped: {said[-1]}")


def signed(sums: bytes, signature: bytes, public: str) -> bool:
    """Whether `signature` was made over `sums` with the private half of the `public` key."""
    with tempfile.TemporaryDirectory(prefix="qantar-") as scratch:
        signers, file = Path(scratch) / "signers", Path(scratch) / "sig"
        signers.write_text(f"{WHO} {public}\n", encoding="utf-8")
        file.write_bytes(signature)
        done = _ssh_keygen("verify", "-f", str(signers), "-I", WHO, "-s", str(file), data=sums)
    return done.returncode == 0


def _ssh_keygen(what: str, *rest: str, data: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = ["ssh-keygen", "-Y", what, "-n", NAMESPACE, *rest]
    try:
        return subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise Refused("ssh-keygen was not found: apt-get install openssh-client") from error
    except subprocess.TimeoutExpired as error:
        raise Refused(f"ssh-keygen did not answer within {SECONDS} seconds") from error
