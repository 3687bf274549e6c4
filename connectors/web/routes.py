"""Every door of the browser, in one router: chat, kiosk, hall, phone, the public."""

from fastapi import APIRouter

from connectors.web import api, appointments, events, notices, offices, page, papers, ratings, slots
from connectors.web.hall import display, numbers
from connectors.web.kiosk import lists, search
from connectors.web.kiosk import page as kiosk_page
from connectors.web.onward import api as onward_api
from connectors.web.onward import landing
from connectors.web.scorecard import open_data
from connectors.web.scorecard import page as scorecard_page
from connectors.web.widget import page as widget_page

_CHAT = (api, events, notices, offices, slots, appointments, papers, ratings, page)
_HALL = (numbers, display, lists, search, kiosk_page)
_ELSEWHERE = (onward_api, landing, widget_page, scorecard_page, open_data)

router = APIRouter()
for _part in (*_CHAT, *_HALL, *_ELSEWHERE):
    router.include_router(_part.router)
