"""Measurements: how fast, and how right, what the site does is."""
