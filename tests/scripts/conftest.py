"""Makes ``scripts`` importable, which is not installed with the application."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
