"""What may be kept: personal information is redacted, and the audit log takes no words."""
