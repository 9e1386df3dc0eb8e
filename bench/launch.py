"""Run a program and tell its wall time and peak memory, as /usr/bin/time does; one JSON object on standard output.

    python bench/launch.py PROGRAM [ARGUMENT ...]

It is a process of its own and imports next to nothing, because a program's peak starts from that of the process that started it.
"""

import json
import os
import resource
import subprocess
import sys
import time

begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
json.dump({"status": done.returncode, "seconds": seconds, "megabytes": peak / 1e6, "errors": os.fsdecode(done.stderr)}, sys.stdout)
