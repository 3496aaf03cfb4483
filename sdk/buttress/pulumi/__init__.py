"""Pulumi itself: its command line, projects, and the protocol that its plugins speak."""
