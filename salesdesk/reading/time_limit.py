"""Ends a reading process that works longer than it may, on a busy machine as on an idle one."""

from __future__ import annotations

import math
import sys

OUT_OF_TIME = -24  # the exit code of a process that the system ended for its use of the processor (SIGXCPU)
PATIENCE = 6  # so many times longer may it take by the clock: other programs want the processor too


def limit_time(seconds: float) -> None:
    """From now on, this process may compute for ``seconds``; on Windows only the parent's clock decides."""
    if sys.platform == "win32":
        return
    import resource

    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    allowed = math.ceil(spent + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = allowed + 1 if hard == resource.RLIM_INFINITY else min(allowed + 1, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (min(allowed, most), most))
