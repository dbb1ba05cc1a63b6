"""Likely causes of heavy legs, one a file. Each looks at one case and answers with a tag or with None."""
