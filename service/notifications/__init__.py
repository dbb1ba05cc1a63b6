"""Words that leave the house for people: e-mail by SMTP."""
