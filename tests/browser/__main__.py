"""`python -m tests.browser [zh|en]`: the sample morning on port 8765, to look at while drawing the page."""

import sys
from threading import Event

from tests.browser.sample import morning
from tests.browser.stub_chat import serve

serve(morning(sys.argv[1] if len(sys.argv) > 1 else "zh"), port=8765)
Event().wait()
