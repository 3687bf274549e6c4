"""What a run of posters can make."""

from enum import StrEnum


class Form(StrEnum):
    """One PDF of all, a drawing of each, a picture of each."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
