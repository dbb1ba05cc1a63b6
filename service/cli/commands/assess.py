"""`adjuster assess`: what the reports add up to, without touching the plan."""

from __future__ import annotations

from service.cli.commands.options import AS_JSON, ATHLETE, NOW, PLAN, POLICY, REPORTS, REQUEST, STATE


def assess(
    plan: PLAN = None,
    reports: REPORTS = None,
    now: NOW = None,
    athlete: ATHLETE = None,
    state: STATE = None,
    policy: POLICY = None,
    request: REQUEST = None,
    as_json: AS_JSON = False,
) -> None:
    """Assess heavy-leg reports: pattern, level, what the next two weeks may hold, advice. The plan stays as it is.

    Examples:
      adjuster assess plan.json --reports reports.csv --now 2026-03-04T19:00:00+01:00

      adjuster assess --request request.json --json

    """
    from service.cli.files import print_bytes  # noqa: PLC0415
    from service.cli.requests import Files, read_request_files, told_of  # noqa: PLC0415
    from service.usecases.assess_reports import answer  # noqa: PLC0415

    files = Files(plan, reports, now, athlete, state, policy, request)
    document = read_request_files(files)
    with told_of(files):
        found = answer(document)
    if as_json:
        print_bytes(found.document.model_dump_json(indent=2).encode() + b"\n")
        return
    from rich.console import Console  # noqa: PLC0415

    from service.cli.view.assessment import show_assessment  # noqa: PLC0415

    show_assessment(found.request, found.assessment, Console())
