"""Zwift workout files: one, or an archive of them that makes a plan."""
