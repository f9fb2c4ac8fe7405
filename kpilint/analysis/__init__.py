"""Between meaning and rules: what follows from a catalogue, for several rules and the report."""
