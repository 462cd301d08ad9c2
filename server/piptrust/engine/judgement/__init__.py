"""What several rules share: one verdict per entry, address, file or setting."""
