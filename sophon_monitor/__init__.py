"""Sophon Monitor: watch, judge and sign off Sophon face-recognition boxes on site."""

__version__ = "0.1.0"
