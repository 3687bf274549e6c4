"""All pages of the staff, in one router for the gateway."""

from fastapi import APIRouter

from connectors.console import account, home, log, provided, sign_in, staff
from connectors.console.appointments import routes as appointments
from connectors.console.content import routes as content
from connectors.console.content.forms import routes as content_forms
from connectors.console.conversations import acts, case, events, inbox
from connectors.console.figures import routes as figures
from connectors.console.switches import crisis, notices, turning
from connectors.console.unanswered import routes as unanswered

PARTS = (
    sign_in, provided, home, account, staff, log,
    inbox, events, case, acts,
    *appointments.PARTS,
    *content_forms.PARTS,  # before the documents, whose addresses hold whole paths
    *content.PARTS,
    *unanswered.PARTS,
    *figures.PARTS,
    turning, notices, crisis,
)  # fmt: skip

router = APIRouter()
for _part in PARTS:
    router.include_router(_part.router)
