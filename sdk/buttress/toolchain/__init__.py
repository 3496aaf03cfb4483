"""The tools that Buttress drives, built once a user from pinned Go modules."""
