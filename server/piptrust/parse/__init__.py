"""Lossless readers of the files that pip reads. Any text gives a Document; nothing here raises."""
