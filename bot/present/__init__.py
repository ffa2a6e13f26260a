"""How things read: cards, sentences and formats, one module per kind; for intents and notices."""
