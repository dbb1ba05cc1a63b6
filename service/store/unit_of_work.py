"""What a use case sees of the store while its transaction is open: every repository at hand."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from service.store.repositories.adjustments import Adjustments, Messages
from service.store.repositories.assessments import Assessments, Orders
from service.store.repositories.athletes import Athletes
from service.store.repositories.base import Work
from service.store.repositories.calls import Calls, Operations
from service.store.repositories.connections import Connections
from service.store.repositories.consents import Consents
from service.store.repositories.dossier import Dossier
from service.store.repositories.hooks import Hooks
from service.store.repositories.inbox import Inbox
from service.store.repositories.notifications import Feeds, Notifications
from service.store.repositories.organisations import ApiKeys, Coaches, Organisations
from service.store.repositories.plans import Plans
from service.store.repositories.policies import Policies
from service.store.repositories.records import Audit, Events
from service.store.repositories.remote_sessions import RemoteSessions
from service.store.repositories.reports import Reports
from service.store.repositories.standing import Standings
from service.store.repositories.webhooks import Deliveries, Endpoints
from service.store.tenancy import Scope


class UnitOfWork:
    """What a use case sees of the store while its transaction is open."""

    def __init__(self, work: Work) -> None:
        self._work = work

    @property
    def session(self) -> Session:
        """For the job queue, whose rows are committed together with ours."""
        return self._work.session

    @property
    def scope(self) -> Scope:
        return self._work.scope

    @property
    def now(self) -> datetime:
        return self._work.clock()

    def new_id(self, prefix: str) -> str:
        return self._work.new_id(prefix)

    @cached_property
    def organisations(self) -> Organisations:
        return Organisations(self._work)

    @cached_property
    def coaches(self) -> Coaches:
        return Coaches(self._work)

    @cached_property
    def keys(self) -> ApiKeys:
        return ApiKeys(self._work)

    @cached_property
    def athletes(self) -> Athletes:
        return Athletes(self._work)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self._work)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self._work)

    @cached_property
    def standings(self) -> Standings:
        return Standings(self._work)

    @cached_property
    def assessments(self) -> Assessments:
        return Assessments(self._work)

    @cached_property
    def orders(self) -> Orders:
        return Orders(self._work)

    @cached_property
    def adjustments(self) -> Adjustments:
        return Adjustments(self._work)

    @cached_property
    def messages(self) -> Messages:
        return Messages(self._work)

    @cached_property
    def policies(self) -> Policies:
        return Policies(self._work)

    @cached_property
    def operations(self) -> Operations:
        return Operations(self._work)

    @cached_property
    def calls(self) -> Calls:
        return Calls(self._work)

    @cached_property
    def events(self) -> Events:
        return Events(self._work)

    @cached_property
    def dossier(self) -> Dossier:
        return Dossier(self._work)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._work)

    @cached_property
    def notifications(self) -> Notifications:
        return Notifications(self._work)

    @cached_property
    def feeds(self) -> Feeds:
        return Feeds(self._work)

    @cached_property
    def hooks(self) -> Hooks:
        return Hooks(self._work)

    @cached_property
    def connections(self) -> Connections:
        return Connections(self._work)

    @cached_property
    def consents(self) -> Consents:
        return Consents(self._work)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self._work)

    @cached_property
    def remote_sessions(self) -> RemoteSessions:
        return RemoteSessions(self._work)

    @cached_property
    def endpoints(self) -> Endpoints:
        return Endpoints(self._work)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self._work)
