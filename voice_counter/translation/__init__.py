"""From one language to another, offline: engines, phrase book, glossary lock, checks of numbers."""
