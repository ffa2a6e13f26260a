"""`python -m bot.app` is `tuitui`."""

import sys

from bot.app.cli import main

sys.exit(main())
