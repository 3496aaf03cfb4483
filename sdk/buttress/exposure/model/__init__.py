"""What exposure.yaml says, and how it is read."""
