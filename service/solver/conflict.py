def explain_conflict(problem, limits): return None
