"""Administrative terms: what is likely to be said at a counter, and how it is to be written."""

from voice_counter.glossary.files import load_glossary
from voice_counter.glossary.terms import Glossary, Term
from voice_counter.glossary.vocabulary import Vocabulary

__all__ = ["Glossary", "Term", "Vocabulary", "load_glossary"]
