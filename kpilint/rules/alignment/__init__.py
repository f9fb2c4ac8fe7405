"""MIS: what a number is for."""
