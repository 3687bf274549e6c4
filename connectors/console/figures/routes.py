"""The parts of these pages, for the gateway and for the test that walks over all routes."""

from connectors.console.figures import centres, download, grading, quality, questions, served

PARTS = (questions, served, quality, download, centres, grading)
