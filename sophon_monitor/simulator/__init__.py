"""Boxes that do not exist: for the demo, for tests, for benchmarks."""
