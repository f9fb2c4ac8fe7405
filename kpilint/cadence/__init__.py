"""Rhythms, periods and due dates: dates in, dates out."""
