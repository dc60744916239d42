"""Puts the program together: command line, loops, wiring, settings."""
