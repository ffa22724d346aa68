"""Captions: the pipeline from audio to text, and the events it emits.

``captioner`` is its spine and ``engine`` builds one; neither is imported here, because a window
that only shows ``events`` must open before the recogniser's libraries are loaded.
"""
