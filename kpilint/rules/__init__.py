"""Floor 5: opinions. One file a rule, one folder a family; no rule imports a rule."""
