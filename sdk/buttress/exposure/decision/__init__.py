"""What drives the exposure, and what to fix first."""
