from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
SERVER = """
import time
from pathlib import Path
from threading import Semaphore, Thread
import psutil
from components.ui import packing

job = packing.Job("brief.zip", ())
given = (Semaphore(1), job, Path("data").resolve(), "draws: 64", ("outcome_fan", "actors_matrix"))
Thread(target=packing._work, args=given, daemon=True).start()
while not job.step:
    time.sleep(0.01)
print(job.place.name, *(child.pid for child in psutil.Process().children(recursive=True)))
"""


def test_a_pack_ends_with_the_server_and_its_folder_goes():
    done = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, check=True)
    place, *family = done.stdout.split()
    assert len(family) > 1
    assert not Path(place).exists()
    # The system may need a moment to take the last ones off its list.
    left = [psutil.Process(int(pid)) for pid in family if psutil.pid_exists(int(pid))]
    assert psutil.wait_procs(left, timeout=30)[1] == []
