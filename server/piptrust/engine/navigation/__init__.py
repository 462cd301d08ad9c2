"""From one place to those that belong to it: pure functions of documents and spans."""
