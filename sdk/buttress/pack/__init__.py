"""Buttress inside Pulumi: the policy pack, and running a project through the Automation API."""
