"""OWN: who answers for a number, who was asked about it, and who acts on it."""
