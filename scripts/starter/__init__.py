"""Trains the small JA-EN models that the product carries: corpora, masks, network, package."""
