"""What files are taken, wherever they come from."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from bot.messages import Text

MAX_FILES = 10  # at once
MAX_BYTES = 20_000_000  # of one file; more belongs on a file server
_PROGRAM = re.compile(
    r"\.(app|apk|bat|cmd|com|cpl|deb|dmg|exe|hta|jar|jse?|lnk|ms[ip]|pif|pkg|ps1|reg|rpm|scr|sh|vb[es]|wsf)",
    re.IGNORECASE,
)

REFUSED = Text(
    zh="程序和脚本(比如 .exe、.bat、.js)我不收,怕别人点开就运行了。请换成文档、图片,或打成压缩包。",
    en="I take no programs or scripts (such as .exe, .bat, .js), which run when somebody opens them. "
    "A document, a picture or an archive will do.",
)
TOO_LARGE = Text(
    zh="这个文件超过 20 MB,我收不下。请压缩一下,或放到网盘上再贴链接。",
    en="That file is larger than 20 MB. Please compress it, or put it on a drive and paste the link.",
)
EMPTY = Text(zh="这个文件是空的。", en="That file is empty.")


def is_refused(name: str) -> bool:
    return _PROGRAM.fullmatch(PurePosixPath(name.strip().rstrip(". ")).suffix) is not None
