"""Installs, updates, takes back and removes the application, offline and without rights.

It runs out of the bundle before any library is there, so it imports the standard library and
``voice_counter.signed`` alone, and works from inside a zip. ``<root>/current`` names the version
in use; each version lies in a folder of its own with its own environment::

    <root>/current                     two lines: the version in use, the one before
    <root>/trusted-key                 the public key of the first installation
    <root>/voice-counter[.cmd]         starts the version in use
    <root>/install.py                  this installer, for updates
    <root>/versions/<version>/app      voice_counter, ui, glossaries, models
    <root>/versions/<version>/venv     the libraries
    <root>/versions/<version>/complete.json   written last

Glossaries, settings, records and models of the user lie elsewhere (``voice_counter/paths.py``).
"""
