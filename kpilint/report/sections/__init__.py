"""What each section of the report says: from a result to facts, one section or question a file."""
