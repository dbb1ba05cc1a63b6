"""The tables, one file per aggregate. Importing this package fills the metadata that migrations compare with."""

from service.store.tables.adjustments import AdjustmentRow, AdjustmentStatus, Direction, MessageRow, Trigger
from service.store.tables.assessments import AssessmentRow, OrderKind, OrderRow
from service.store.tables.athletes import AssignmentRow, AthleteRow
from service.store.tables.calls import IdempotencyRow, OperationRow
from service.store.tables.jobs import EndedJobRow
from service.store.tables.notifications import FeedTokenRow, NotificationKind, NotificationRow
from service.store.tables.organisations import ApiKeyRow, CoachRow, DeputyRow, OrganisationRow, Role
from service.store.tables.plans import CompletionRow, Origin, PlanRow, PlanVersionRow, UploadRow
from service.store.tables.platforms import (
    ConnectionRow,
    ConnectionStatus,
    ConsentRow,
    HookRow,
    InboxRow,
    InboxStatus,
    Kept,
    RemoteSessionRow,
    RemoteState,
)
from service.store.tables.policies import PolicyRow
from service.store.tables.records import AuditRow, EventRow, TombstoneRow
from service.store.tables.reports import ReportRow
from service.store.tables.webhooks import DeliveryRow, DeliveryStatus, EndpointRow, EndpointStatus

__all__ = [
    "AdjustmentRow", "AdjustmentStatus", "ApiKeyRow", "AssessmentRow", "AssignmentRow", "AthleteRow", "AuditRow", "CoachRow",
    "CompletionRow", "ConnectionRow", "ConnectionStatus", "ConsentRow", "DeliveryRow", "DeliveryStatus", "DeputyRow", "Direction",
    "EndedJobRow", "EndpointRow", "EndpointStatus", "EventRow", "FeedTokenRow", "HookRow", "IdempotencyRow", "InboxRow", "InboxStatus",
    "Kept", "MessageRow", "NotificationKind", "NotificationRow", "OperationRow", "OrderKind", "OrderRow", "OrganisationRow", "Origin",
    "PlanRow", "PlanVersionRow", "PolicyRow", "RemoteSessionRow", "RemoteState", "ReportRow", "Role", "TombstoneRow", "Trigger",
    "UploadRow",
]  # fmt: skip
