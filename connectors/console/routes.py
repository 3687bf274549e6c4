"""All pages of the staff, in one router for the gateway."""

from fastapi import APIRouter

from connectors.console import account, home, log, provided, sign_in, staff

router = APIRouter()
for _part in (sign_in, provided, home, account, staff, log):
    router.include_router(_part.router)
