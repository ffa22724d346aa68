"""The session log: what was said, kept only with consent, encrypted, and only for a time.

Nothing here writes a file or makes a folder before :meth:`Recorder.begin` was called with a
:class:`Consent`. Everything is free of Qt.
"""
