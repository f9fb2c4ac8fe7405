"""WAV: whether exceptions are still exceptions."""
