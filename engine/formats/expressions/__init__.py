"""Conditions written for other engines (FEEL, JUEL and simple ones) → CEL."""
