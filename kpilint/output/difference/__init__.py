"""What differs between two states of a catalogue, as text. One file a format."""
