"""Things that know nothing about training: the clock, ids, local dates."""
