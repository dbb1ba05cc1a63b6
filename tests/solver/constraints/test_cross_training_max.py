from service.domain.directives import CrossTraining
from service.domain.forms import Form
from tests.solver.alone import Put, asked, brief_of, easy, is_allowed
from tests.solver.briefs import SWAPS

RULE = "cross-training-max"
SWAP = Put(form=Form.CROSS)


def test_swaps_of_w1_are_counted() -> None:
    brief = brief_of([easy("a", 0), easy("b", 6), easy("c", 7)], asked(cross_training=CrossTraining(0, 1, SWAPS)))
    assert is_allowed(RULE, brief, {"a": SWAP, "c": SWAP})
    assert not is_allowed(RULE, brief, {"a": SWAP, "b": SWAP})
