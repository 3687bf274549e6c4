"""The pages of content, in their order: the address of a document takes what nobody else took."""

from connectors.console.content import conflict, document, listing, raw, workbook, workflow

PARTS = (listing, workbook, conflict, raw, workflow, document)
