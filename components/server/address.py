"""Who can reach the server: this machine alone, unless somebody says who else may."""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Final

from streamlit import config

from components.server.sign_in import signs_in
from components.ui.visitor import OPEN

_REFUSED: Final = """\
Parley does not start at {address}: everybody who reaches it could read it and act in it.
Do one of these:
  keep to this machine        --server.address=localhost
  let people sign in          an [auth] section in .streamlit/secrets.toml (Streamlit's st.login)
  behind a proxy that does    --server.trustedUserHeaders='{{"X-Forwarded-User": "name"}}'
  say that all may read       {open}=1 in the environment; nobody writes then
"""


def check_address() -> None:
    """End the process with a message where others could reach the server and nobody said that they may.

    Raises
    ------
    SystemExit
        Status 2, the message on standard error.
    """
    address = config.get_option("server.address")
    if is_loopback(address) or signs_in() or os.environ.get(OPEN) == "1":
        return
    sys.stderr.write(_REFUSED.format(address=address or "every address of this machine", open=OPEN))
    raise SystemExit(2)


def is_loopback(address: str | None) -> bool:
    """Say whether only this machine reaches an address; none at all means every address."""
    if not address:
        return False
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
