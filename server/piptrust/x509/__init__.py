"""Describes certificates and bundles. It never decides trust: OpenSSL does, in the agent."""
