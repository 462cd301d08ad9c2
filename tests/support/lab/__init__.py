"""An internet in miniature on loopback: authorities, TLS servers with faults, proxies, and names for them."""
