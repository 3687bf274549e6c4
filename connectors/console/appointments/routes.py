"""The pages of the appointments desk."""

from connectors.console.appointments import (
    arrivals,
    calls,
    closures,
    day,
    prints,
    searching,
    visit,
)

PARTS = (day, calls, arrivals, visit, searching, prints, closures)
