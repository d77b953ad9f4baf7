from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.files import Stopped, check_target, stoppable, write_whole

ROOT = Path(__file__).parents[1]
UNPRIVILEGED = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")


@pytest.fixture
def target(tmp_path):
    """An old file alone in its folder."""
    path = tmp_path / "brief.zip"
    path.write_bytes(b"old")
    return path


def untouched(target):
    return target.read_bytes() == b"old" and list(target.parent.iterdir()) == [target]


@given(content=st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_file_holds_what_was_given_and_nothing_else_is_left(target, content):
    write_whole(target, content)
    assert target.read_bytes() == content
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_leaves_the_old_file_and_names_the_new(target, monkeypatch):
    class Full:
        def __init__(self, stream):
            self.stream = stream

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.stream.close()

        def write(self, content):
            self.stream.write(content[:3])
            raise OSError(errno.ENOSPC, "No space left on device")

    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *given: Full(opened(path, *given)))
    with pytest.raises(OSError, match="No space left on device; it was not written") as caught:
        write_whole(target, b"new content")
    monkeypatch.undo()
    assert caught.value.filename == str(target)
    assert caught.value.errno == errno.ENOSPC
    assert untouched(target)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system")
def test_a_disk_that_is_really_full(tmp_path):
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no leave to mount")
    try:
        target = tmp_path / "brief.zip"
        target.write_bytes(b"old")
        with pytest.raises(OSError, match="it was not written") as caught:
            write_whole(target, bytes(100_000))
        assert caught.value.errno == errno.ENOSPC
        assert untouched(target)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_a_signal_on_the_way_leaves_the_old_file(target, monkeypatch, number, step):
    monkeypatch.setattr(Path, step, lambda *_: os.kill(os.getpid(), number))
    with pytest.raises(Stopped) as caught:
        write_whole(target, b"new")
    assert caught.value.status == 128 + number
    assert untouched(target)


def test_a_second_signal_does_not_interrupt_the_tidying_up(target, monkeypatch):
    kept = Path.unlink

    def unlink(path, **given):
        os.kill(os.getpid(), signal.SIGTERM)
        kept(path, **given)

    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    with pytest.raises(Stopped):
        write_whole(target, b"new")
    assert untouched(target)


def test_handlers_come_back(target):
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    write_whole(target, b"new")
    with pytest.raises(Stopped), stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before


def test_another_thread_may_write_too(target):
    writer = threading.Thread(target=write_whole, args=(target, b"new"))
    writer.start()
    writer.join()
    assert target.read_bytes() == b"new"


def test_an_old_file_keeps_its_permissions_and_a_new_one_gets_the_usual(target):
    target.chmod(0o640)
    write_whole(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    usual, fresh = target.with_name("usual"), target.with_name("fresh")
    usual.write_bytes(b"")
    write_whole(fresh, b"")
    assert fresh.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(target, tmp_path_factory, there):
    link = tmp_path_factory.mktemp("links") / "link.zip"
    link.symlink_to(target)
    if not there:
        target.unlink()
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(link.parent.iterdir()) == [link]


def test_what_is_no_plain_file_is_written_to():
    script = "from pathlib import Path; from components.files import write_whole as w; w(Path('{}'), b'new')"
    for place, said in (("/dev/stdout", b"new"), ("/dev/null", b"")):
        done = subprocess.run([sys.executable, "-c", script.format(place)], cwd=ROOT, capture_output=True, check=True)
        assert done.stdout == said
    assert Path("/dev/null").is_char_device()


def test_a_name_as_long_as_the_system_takes(tmp_path):
    target = tmp_path / ("n" * 255)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere/brief.zip", "there is no folder .*nowhere; make it first"),
        (".", "is a folder; name a file"),
        ("brief.zip/other.zip", "there is no folder"),
        ("n" * 256, "too long"),
        pytest.param("closed/brief.zip", "the folder .* may not be written to", marks=UNPRIVILEGED),
        pytest.param("locked.zip", "may not be written; check its permissions", marks=UNPRIVILEGED),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(target, name, message):
    target.with_name("closed").mkdir(mode=0o500)
    target.with_name("locked.zip").write_bytes(b"")
    target.with_name("locked.zip").chmod(0o400)
    with pytest.raises(OSError, match=message) as caught:
        check_target(target.parent / name)
    assert caught.value.filename == str(target.parent / name)
