"""Why the plan changed: changes, their reasons, goals kept and missed. Judged with the checker, never with the solver."""
