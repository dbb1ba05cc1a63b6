"""`adjuster keys`: made once, listed without their secret, revoked for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.usecases.keys import Permission, Unauthenticated, authenticate
from tests.cli.run import typed
from tests.support.services import services_on


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/keys.db"
    monkeypatch.setenv("ADJUSTER_DATABASE_URL", url)
    return url


def made(*arguments: str) -> dict[str, str]:
    done = typed("keys", "create", "--json", *arguments)
    assert done.code == 0, done.err
    found: dict[str, str] = json.loads(done.out)
    return found


def test_the_first_key_founds_an_organisation_and_may_do_everything(database: str) -> None:
    key = made("--org", "Tri Club")
    caller = authenticate(services_on(database), key["token"])
    assert (caller.scope.org_id, caller.may) == (key["org_id"], frozenset(Permission))


def test_a_further_key_of_the_only_organisation_needs_no_name_of_it(database: str) -> None:
    first = made("--org", "Tri Club")
    second = made("--name", "watch", "--may", "plans:read", "--may", "org:*")
    assert second["org_id"] == first["org_id"]
    assert authenticate(services_on(database), second["token"]).may == {Permission.PLANS_READ, Permission.WHOLE_ORGANISATION}


def test_of_several_organisations_one_has_to_be_named() -> None:
    one, two = made("--org", "One"), made("--org", "Two")
    done = typed("keys", "create")
    assert done.code == 2
    assert one["org_id"] in done.err
    assert made("--org-id", two["org_id"])["org_id"] == two["org_id"]


def test_without_an_organisation_the_way_to_the_first_is_told() -> None:
    done = typed("keys", "create")
    assert (done.code, done.out) == (2, "")
    assert "adjuster keys create --org" in done.err


def test_a_permission_that_does_not_exist_is_named() -> None:
    made("--org", "Tri Club")
    done = typed("keys", "create", "--may", "root")
    assert done.code == 2
    assert "There is no permission root" in done.err


def test_a_coach_who_is_not_there_is_named() -> None:
    made("--org", "Tri Club")
    done = typed("keys", "create", "--coach", "coach_unknown")
    assert done.code == 2
    assert "There is no coach coach_unknown" in done.err


def test_a_list_shows_every_key_and_no_secret() -> None:
    key = made("--org", "Tri Club")
    done = typed("keys", "list")
    assert key["id"] in done.out
    assert key["token"].removeprefix(f"cpa_live_{key['id'].removeprefix('key_')}_") not in done.out
    [shown] = json.loads(typed("keys", "list", "--json").out)
    assert (shown["id"], shown["state"], shown["last_used_at"]) == (key["id"], "live", None)


def test_a_revoked_key_lets_nobody_in_and_is_listed_as_such(database: str) -> None:
    key = made("--org", "Tri Club")
    done = typed("keys", "revoke", key["id"])
    assert (done.code, done.out) == (0, f"{key['id']} is revoked\n")
    with pytest.raises(Unauthenticated):
        authenticate(services_on(database), key["token"])
    assert json.loads(typed("keys", "list", "--json").out)[0]["state"] == "revoked"


def test_a_key_that_is_not_there_cannot_be_revoked() -> None:
    made("--org", "Tri Club")
    done = typed("keys", "revoke", "key_unknown")
    assert done.code == 2
    assert "adjuster keys list" in done.err
