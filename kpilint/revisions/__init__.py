"""What the catalogue was: git revisions, the files of each, and what changed between two runs."""
