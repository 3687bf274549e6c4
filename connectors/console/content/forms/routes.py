"""The pages of forms; before those of content, whose addresses take what nobody else took."""

from connectors.console.content.forms import effects, form, new, preview

PARTS = (new, form, preview, effects)
