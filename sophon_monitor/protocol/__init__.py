"""What a box says and wants to hear: pure functions, no sockets, no Qt, no clock."""
