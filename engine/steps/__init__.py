"""The step types, one file per kind; the wiring finds them by their `STEP`."""
