"""The cookies of the staff's pages: never read by scripts, never sent along from other sites."""

from datetime import timedelta

from fastapi import Request, Response

SESSION = "staff"
FORM = "staff_form"  # who has not signed in yet, so that a form is known to be ours
PROVIDER = "staff_provider"  # what was sent to the provider, sealed
_PATH = "/console"
_LONGEST = 4000


def read(request: Request, name: str) -> str:
    """The value, empty when there is none that could be ours."""
    value = request.cookies.get(name, "")
    return value if len(value) <= _LONGEST and value.isascii() and value.isprintable() else ""


def give(
    request: Request, response: Response, name: str, value: str, lives: timedelta | None = None
) -> None:  # fmt: skip
    """Without `lives`, until the browser is closed. Served over https it goes nowhere else."""
    response.set_cookie(
        name, value, int(lives.total_seconds()) if lives else None, path=_PATH, httponly=True,
        samesite="lax", secure=is_sealed(request),
    )  # fmt: skip


def take(request: Request, response: Response, name: str) -> None:
    """Away with it."""
    response.delete_cookie(
        name, path=_PATH, httponly=True, samesite="lax", secure=is_sealed(request)
    )


def is_sealed(request: Request) -> bool:
    """Whether the browser came over https, as the server or the proxy before it says."""
    return request.url.scheme == "https"
