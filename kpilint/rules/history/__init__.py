"""Rules on what changed since an earlier state."""
