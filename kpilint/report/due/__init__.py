"""Reviews that are late or fall due: as a list for people and programs, and as calendars."""
