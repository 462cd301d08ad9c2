"""What names files that are about to move, and how it must name them then."""
