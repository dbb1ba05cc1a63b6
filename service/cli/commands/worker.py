"""`adjuster worker`: does jobs, beside any number of others."""

from __future__ import annotations


def worker() -> None:
    """Do the jobs of servers that run with --no-worker. Ends after SIGTERM, when running jobs are done.

    Any number of workers share one PostgreSQL database; what a dead one has begun is taken over by the others.

    Examples:
      ADJUSTER_DATABASE_URL=postgresql://adjuster@db/adjuster adjuster worker

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.cli.api import work_on_jobs  # noqa: PLC0415
    from service.kit.logs import log_as_json  # noqa: PLC0415

    settings = read_settings()
    log_as_json(settings.log_level)
    work_on_jobs(settings)
