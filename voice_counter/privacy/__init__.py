"""What may be kept: personal information is redacted, and the audit log takes no words."""

from voice_counter.privacy.kinds import Kind, Redacted, Redaction
from voice_counter.privacy.redaction import redact

__all__ = ["Kind", "Redacted", "Redaction", "redact"]
