"""The layout of configuration files: changed only where pip reads the same before and after."""
