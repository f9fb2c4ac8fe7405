"""Floor 1: YAML. Text to nodes with places, and edits of nodes back to text."""
