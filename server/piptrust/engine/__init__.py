"""Snapshots, rules, findings and fixes: everything between reading a file and showing a result."""
