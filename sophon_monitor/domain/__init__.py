"""What we know about a site: boxes, cameras, health, recognitions. No sockets, no Qt, no clock."""
