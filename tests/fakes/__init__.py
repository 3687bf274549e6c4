"""Small real servers that stand where the channels stand; each runs by hand."""
