"""The part of pattern matching that runs in a child process: a pattern and texts in, spans out.

It is started by its file name and imports nothing of this package, so that it begins at once and can be ended
when a pattern takes for ever.
"""

from __future__ import annotations

import json
import re
import sys


def main() -> int:
    """Read ``{"pattern", "texts"}`` from standard input and write the first match in each text, or null."""
    asked = json.loads(sys.stdin.buffer.read())
    pattern = re.compile(asked["pattern"], re.IGNORECASE)
    matches = (pattern.search(text) for text in asked["texts"])
    spans = [list(match.span()) if match is not None and match.group() else None for match in matches]
    sys.stdout.buffer.write(json.dumps(spans).encode("ascii"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
