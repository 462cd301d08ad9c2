"""One cause of a failed handshake a file. The file's name is the cause's id with underscores."""
