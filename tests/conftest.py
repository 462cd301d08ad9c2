"""How generated tests run: on busy machines nothing is judged by the clock, and CI repeats the same examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("patient", **_PATIENT)
settings.register_profile("repeatable", derandomize=True, **_PATIENT)
settings.load_profile("repeatable" if os.environ.get("CI") else "patient")
