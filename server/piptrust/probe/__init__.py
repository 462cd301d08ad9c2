"""The handshake that this user's pip would make: planned here, made by the agent, explained here."""
