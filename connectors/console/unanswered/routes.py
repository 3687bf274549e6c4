"""The pages of the workshop; what has a name before what has a number."""

from connectors.console.unanswered import acts, group, kept, listing, passed

PARTS = (listing, kept, group, acts, passed)
