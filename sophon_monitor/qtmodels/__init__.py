"""Qt's view of the domain. QtCore and QtGui only; no sockets, no files."""
