"""Makes the modules of ``scripts`` importable, as they are when a script there is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
