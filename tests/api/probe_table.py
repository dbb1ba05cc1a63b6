"""Where each operation is knocked at: its address over the ids of a world, and whose the thing behind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Whose(Enum):
    NOBODYS = "a list, or something new"
    ATHLETES = "a thing of one athlete: for their coaches"
    COACHES = "a thing of one coach: for themselves"
    CLUBS = "a thing of the organisation: for all of its keys that may"


@dataclass(frozen=True)
class Door:
    address: str
    whose: Whose


def _athletes(rest: str) -> Door:
    return Door("/v1" + rest, Whose.ATHLETES)


def _clubs(rest: str) -> Door:
    return Door("/v1" + rest, Whose.CLUBS)


def _coaches(rest: str) -> Door:
    return Door("/v1" + rest, Whose.COACHES)


def _nobodys(rest: str) -> Door:
    return Door("/v1" + rest, Whose.NOBODYS)


DOORS: Mapping[str, Door] = {
    "listAthletes": _nobodys("/athletes"),
    "createAthlete": _nobodys("/athletes"),
    "getAthlete": _athletes("/athletes/{athlete}"),
    "updateAthlete": _athletes("/athletes/{athlete}"),
    "upsertAthlete": _nobodys("/athletes/by-ref/a-new-one"),
    "exportAthlete": _athletes("/athletes/{athlete}/export"),
    "eraseAthlete": _athletes("/athletes/{athlete}"),
    "listCoachesOfAthlete": _athletes("/athletes/{athlete}/coaches"),
    "assignCoach": _athletes("/athletes/{athlete}/coaches/{coach}"),
    "unassignCoach": _athletes("/athletes/{athlete}/coaches/{coach}"),
    "listPlans": _athletes("/athletes/{athlete}/plans"),
    "importPlan": _athletes("/athletes/{athlete}/plans"),
    "upsertPlan": _athletes("/athletes/{athlete}/plans/by-ref/p-1"),
    "getPlan": _athletes("/plans/{plan}"),
    "archivePlan": _athletes("/plans/{plan}"),
    "listVersions": _athletes("/plans/{plan}/versions"),
    "getVersion": _athletes("/plans/{plan}/versions/1"),
    "diffVersions": _athletes("/plans/{plan}/diff?from=1&to=1"),
    "getUpload": _athletes("/plans/{plan}/uploads/{upload}"),
    "editPlan": _athletes("/plans/{plan}/edits"),
    "revertPlan": _athletes("/plans/{plan}/revert"),
    "recordCompletion": _athletes("/athletes/{athlete}/sessions/{session}/completion"),
    "takeBackCompletion": _athletes("/athletes/{athlete}/sessions/{session}/completion"),
    "createFeed": _athletes("/athletes/{athlete}/feeds"),
    "listFeeds": _athletes("/athletes/{athlete}/feeds"),
    "revokeFeed": _athletes("/athletes/{athlete}/feeds/{feed}"),
    "createReport": _athletes("/athletes/{athlete}/reports"),
    "upsertReport": _athletes("/athletes/{athlete}/reports/by-ref/r-9"),
    "withdrawReport": _athletes("/athletes/{athlete}/reports/{report}/withdraw"),
    "listReports": _athletes("/athletes/{athlete}/reports"),
    "getReport": _athletes("/athletes/{athlete}/reports/{report}"),
    "createReports": _nobodys("/reports/batch"),
    "createAdjustment": _athletes("/athletes/{athlete}/adjustments"),
    "listAdjustments": _nobodys("/adjustments"),
    "getAdjustment": _athletes("/adjustments/{adjustment}"),
    "acceptAdjustment": _athletes("/adjustments/{adjustment}/accept"),
    "rejectAdjustment": _athletes("/adjustments/{adjustment}/reject"),
    "resolveAdjustment": _athletes("/adjustments/{adjustment}/resolve"),
    "askWhyNot": _athletes("/adjustments/{adjustment}/why-not"),
    "getOperation": _athletes("/operations/{operation}"),
    "createOverride": _athletes("/athletes/{athlete}/overrides"),
    "listOverrides": _athletes("/athletes/{athlete}/overrides"),
    "createClearance": _athletes("/athletes/{athlete}/clearances"),
    "listClearances": _athletes("/athletes/{athlete}/clearances"),
    "getAssessment": _athletes("/athletes/{athlete}/assessment"),
    "createMessage": _athletes("/athletes/{athlete}/messages"),
    "listMessages": _athletes("/athletes/{athlete}/messages"),
    "listPolicies": _nobodys("/policies"),
    "getPolicy": _clubs("/policies/{policy}"),
    "writePolicy": _nobodys("/policies/another-policy"),
    "choosePolicy": _clubs("/policies/{policy}/choose"),
    "listCoaches": _nobodys("/coaches"),
    "createCoach": _nobodys("/coaches"),
    "getCoach": _coaches("/coaches/{coach}"),
    "updateCoach": _coaches("/coaches/{coach}"),
    "listDeputies": _coaches("/coaches/{coach}/deputies"),
    "appointDeputy": _coaches("/coaches/{coach}/deputies"),
    "dismissDeputy": _coaches("/coaches/{coach}/deputies/{deputy}"),
    "listKeys": _nobodys("/keys"),
    "createKey": _nobodys("/keys"),
    "revokeKey": _clubs("/keys/{key}/revoke"),
    "listEvents": _nobodys("/events"),
    "listAudit": _nobodys("/audit"),
    "verifyAudit": _nobodys("/audit/verdict"),
    "listEndpoints": _nobodys("/webhook-endpoints"),
    "createEndpoint": _nobodys("/webhook-endpoints"),
    "getEndpoint": _clubs("/webhook-endpoints/{endpoint}"),
    "updateEndpoint": _clubs("/webhook-endpoints/{endpoint}"),
    "removeEndpoint": _clubs("/webhook-endpoints/{endpoint}"),
    "rotateSecret": _clubs("/webhook-endpoints/{endpoint}/rotate-secret"),
    "testEndpoint": _clubs("/webhook-endpoints/{endpoint}/test"),
    "listDeliveries": _nobodys("/deliveries"),
    "getDelivery": _clubs("/deliveries/{delivery}"),
    "replayDelivery": _clubs("/deliveries/{delivery}/replay"),
    "listHooks": _nobodys("/hooks"),
    "listHookMessages": _nobodys("/hooks/messages"),
    "createHook": _nobodys("/hooks"),
    "changeHookSecret": _clubs("/hooks/{hook}/secret"),
    "revokeHook": _clubs("/hooks/{hook}"),
    "listConnections": _nobodys("/connections"),
    "getConnection": _athletes("/connections/{connection}"),
    "disconnect": _athletes("/connections/{connection}"),
    "listConflicts": _nobodys("/conflicts"),
    "getConflict": _athletes("/conflicts/{conflict}"),
    "resolveConflict": _athletes("/conflicts/{conflict}/resolve"),
    "beginConsent": _athletes("/athletes/{athlete}/connections/consent"),
    "connectByKey": _athletes("/athletes/{athlete}/connections/key"),
    "uploadActivity": _athletes("/athletes/{athlete}/activities"),
    "listSuggestions": _athletes("/athletes/{athlete}/suggestions"),
    "confirmSuggestion": _athletes("/athletes/{athlete}/suggestions/{suggestion}/confirm"),
    "dismissSuggestion": _athletes("/athletes/{athlete}/suggestions/{suggestion}/dismiss"),
}
"""Of every operation that asks for a key; a test fails for one that is missing here."""
