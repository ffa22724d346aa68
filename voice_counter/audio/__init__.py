"""Audio in: microphones and files, both as 16 kHz mono float32 blocks (see ``source``)."""
