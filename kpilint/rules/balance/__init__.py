"""BAL: what keeps a number honest."""
