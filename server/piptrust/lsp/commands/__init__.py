"""What ``workspace/executeCommand`` can do: one module per command, each registering its name."""
