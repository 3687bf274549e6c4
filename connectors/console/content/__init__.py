"""Content on the staff's pages: the list, a document and its way to residents, spreadsheets."""
