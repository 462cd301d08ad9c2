"""Makes pip's TLS trust visible and repairable where people edit it."""

__version__ = "0.1.0"
