"""Floor 6: a result as text. One file a format; nothing is printed and no file is opened here."""
