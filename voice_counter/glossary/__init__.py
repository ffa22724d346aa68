"""Administrative terms: what is likely to be said at a counter."""

from voice_counter.glossary.biaser import Biaser, NoBias, PromptBiaser
from voice_counter.glossary.terms import Glossary, Term, load_glossary

__all__ = ["Biaser", "Glossary", "NoBias", "PromptBiaser", "Term", "load_glossary"]
