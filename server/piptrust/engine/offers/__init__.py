"""Fixes that several rules offer, as data: cheap to make, built on demand."""
