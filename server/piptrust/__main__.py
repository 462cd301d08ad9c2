"""``python -m piptrust``."""

from __future__ import annotations

import sys

from piptrust.cli import main

sys.exit(main())
