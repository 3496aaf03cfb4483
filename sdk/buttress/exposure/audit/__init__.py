"""From evidence to the auditor's opinion."""
