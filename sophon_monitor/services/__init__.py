"""Sockets and files: receiver, event stream, box calls, archive. Runs on the intake thread."""
