"""A client generated from the specification talks to a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from service.usecases.keys import found_organisation
from tests.api.server import free_port, serving
from tests.support.services import services_on

SPEC = Path(__file__).parents[2] / "openapi" / "openapi.json"
START = "from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--port', '{port}']; main()"
CALLS = """
import json, sys
from adjuster_client import AuthenticatedClient
from adjuster_client.api.athletes import create_athlete, get_athlete, list_athletes
from adjuster_client.models import NewAthlete, ProblemDocument

client = AuthenticatedClient(base_url=sys.argv[1], token=sys.argv[2])
made = create_athlete.sync(client=client, body=NewAthlete(name="Eva", timezone="Europe/Vienna"), idempotency_key="k-1")
again = create_athlete.sync(client=client, body=NewAthlete(name="Eva", timezone="Europe/Vienna"), idempotency_key="k-1")
found = list_athletes.sync(client=client, limit=10)
missing = get_athlete.sync("ath_unknown", client=client)
assert isinstance(missing, ProblemDocument), missing
print(json.dumps([made.id == again.id, [item.name for item in found.items], missing.status]))
"""


def test_a_generated_client_takes_in_an_athlete_and_understands_a_problem(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("package_name_override: adjuster_client\nproject_name_override: adjuster-client\npost_hooks: []\n", "utf-8")
    command = ["openapi-python-client", "generate", "--path", str(SPEC), "--config", str(config), "--output-path", str(tmp_path / "client")]
    # The generator caps a library below the version that runs here, and warns of it.
    done = subprocess.run([Path(sys.executable).with_name(command[0]), *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    url, port = f"sqlite:///{tmp_path}/client.db", free_port()
    with serving(["-c", START.format(port=port)], port, ADJUSTER_DATABASE_URL=url):
        services = services_on(url)
        _, token = found_organisation(services, "Club")
        services.store.engine.dispose()
        asked = subprocess.run(
            [sys.executable, "-c", CALLS, f"http://127.0.0.1:{port}", token], capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "client")},
        )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout) == [True, ["Eva"], 404]
