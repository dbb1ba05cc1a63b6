"""Any program that signs as Standard Webhooks 1.0 asks (or Svix before it): reports, days, sessions done."""

from service.platforms.standard.webhook import StandardWebhooks

__all__ = ["StandardWebhooks"]
