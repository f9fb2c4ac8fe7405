"""Floor 6: running rules. Sources in, a result out; nothing is printed here."""
