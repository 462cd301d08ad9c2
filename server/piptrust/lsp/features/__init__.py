"""What the server answers: one module per feature, each registering its methods."""
