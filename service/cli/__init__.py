"""The command line. Nothing heavy is imported before a command asks for it."""


def main() -> None:
    """Entry point of the console script."""
    # A spawned worker imports this package on its way and needs no command line.
    from service.cli.app import app  # noqa: PLC0415
    from service.cli.edge import run  # noqa: PLC0415

    run(app)
