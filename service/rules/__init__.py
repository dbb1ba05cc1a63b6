"""The catalogue: every rule that the service rests on, with its source and the place where it acts.

Other parts name rules by id (`S1-15`, `K16`, `D-3-load-cap-w1`); this package says what stands behind an id. It is data
and look-up only: no rule is carried out here.
"""

from service.rules.catalogue import all_rules, catalogue_sha256, find_rule, nearest
from service.rules.rule import Rule

__all__ = ["Rule", "all_rules", "catalogue_sha256", "find_rule", "nearest"]
