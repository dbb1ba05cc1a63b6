"""An organisation's own policies: versions are added and never changed; the newest of a name counts from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.documents.own_policy import PolicyDocument, read_policy
from service.domain.policy import Policy
from service.errors import BadInput, Finding, NotFound
from service.store.repositories.policies import PolicyRecord
from service.store.tenancy import Scope
from service.usecases.facts import DEFAULT_POLICY
from service.usecases.services import Services


def write_policy(services: Services, scope: Scope, name: str, numbers: Mapping[str, bool | float]) -> PolicyRecord:
    """The next version of the policy of that name; the same numbers again make none. They were checked when they came in.

    Raises BadInput for the name of the package's own policy.
    """
    if name == DEFAULT_POLICY:
        detail = "`default` is the policy of the package and stays as it is; choose another name."
        raise BadInput(detail, findings=[Finding("", "reserved", detail)])
    with services.store.writing(scope) as work:
        last = work.policies.latest(name)
        if last is not None and PolicyDocument.model_validate_json(last.document).numbers == numbers:
            return last
        document = PolicyDocument(name=name, version=1 if last is None else last.version + 1, numbers=dict(numbers))
        record = work.policies.add_version(name, document.model_dump_json())
        work.audit.note("policy.written", record.id)
        return record


def list_policies(services: Services, scope: Scope) -> Sequence[PolicyRecord]:
    """All versions of all policies, by name, newest first."""
    with services.store.reading(scope) as work:
        return work.policies.list()


def get_policy(services: Services, scope: Scope, name: str) -> PolicyRecord:
    """The newest version. Raises NotFound."""
    with services.store.reading(scope) as work:
        return _known(work.policies.latest(name))


def choose_policy(services: Services, scope: Scope, name: str) -> None:
    """Whose athletes name no policy of their own follow this one; `default` is that of the package. Raises NotFound."""
    with services.store.writing(scope) as work:
        if name != DEFAULT_POLICY:
            _known(work.policies.latest(name))
        work.organisations.choose_policy(None if name == DEFAULT_POLICY else name)
        work.audit.note("policy.chosen", name)


def read_own(record: PolicyRecord | None) -> Policy:
    """The numbers that an athlete's own policy means; those of the package where there is none."""
    return read_policy(DEFAULT_POLICY if record is None else PolicyDocument.model_validate_json(record.document))


def _known(record: PolicyRecord | None) -> PolicyRecord:
    if record is None:
        raise NotFound("There is no policy of this name.")
    return record
