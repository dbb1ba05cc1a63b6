from itertools import combinations
from random import Random

from service.solver.exclusions import cliques


def test_groups_cover_every_pair_and_claim_no_other() -> None:
    random = Random(3)
    for size in (1, 2, 7, 30):
        apart = [0] * size
        pairs = {pair for pair in combinations(range(size), 2) if random.random() < 0.3}
        for one, other in pairs:
            apart[one] |= 1 << other
            apart[other] |= 1 << one
        covered = {pair for group in cliques(apart, [0] * size) for pair in combinations(group, 2)}
        assert covered == pairs


def test_sessions_that_exclude_themselves_anyhow_make_the_groups_larger() -> None:
    apart, owners = [0b110, 0b001, 0b001], [0, 0b100, 0b010]
    assert list(cliques(apart, owners)) == [[0, 1, 2]]
