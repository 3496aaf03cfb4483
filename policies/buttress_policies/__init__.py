"""The policy library of Buttress: Rego checks with their cases, shared Rego, and the controls they support."""
