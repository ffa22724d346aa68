"""What an audience reads: captions broken into lines, released so that each can be read."""
