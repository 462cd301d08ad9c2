"""Text as every other layer sees it: spans, line positions, edits, URIs. Knows nothing of pip."""
