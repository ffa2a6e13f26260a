"""What each command leads to, by what it is about; `engine/decide.py` says which."""
