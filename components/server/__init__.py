"""What stands around the pages: start, security headers, health, answers for programs."""

from __future__ import annotations

from components.server.address import check_address
from components.server.asgi import middleware, routes
from components.server.sign_in import check_sign_in
from components.server.start import SCRIPT, lifespan

__all__ = ["SCRIPT", "check_address", "check_sign_in", "lifespan", "middleware", "routes"]
