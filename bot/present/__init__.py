"""How things read: cards, sentences and formats, one module per kind. Used by intents and by notices alike."""
