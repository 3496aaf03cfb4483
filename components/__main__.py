"""Serves the components from this directory: `pulumi package add <this directory>`."""

from buttress_components.__main__ import main

main()
