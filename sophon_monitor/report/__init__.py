"""What leaves the archive for people: exports and, later, the acceptance report."""
