"""``python -m voice_counter`` is the same as the ``voice-counter`` command."""

import sys

from voice_counter.cli import main

if __name__ == "__main__":
    sys.exit(main())
