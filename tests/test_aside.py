from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from components.aside import AsideError, aside, helpers
from components.dossier import DossierError, load
from components.model import Scenario


def getpid(_):
    return os.getpid()


def test_the_result_comes_back():
    assert aside(divmod, 7, 3) == (2, 1)
    assert aside(os.getpid) != os.getpid()


def test_no_result_is_a_result():
    assert aside(time.sleep, 0) is None


def test_our_own_errors_keep_their_words():
    with pytest.raises(AsideError, match="draws must lie between"):
        aside(Scenario, {}, None, 1)
    with pytest.raises(DossierError) as here:
        load(Path("nowhere"))
    with pytest.raises(AsideError) as there:
        aside(load, Path("nowhere"))
    assert str(there.value) == str(here.value)


def test_a_file_error_keeps_the_name():
    with pytest.raises(FileNotFoundError) as caught:
        aside(os.stat, "/nowhere")
    assert caught.value.filename == "/nowhere"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT])
def test_work_that_dies_is_told(number):
    with pytest.raises(AsideError, match="the work ended before its time"):
        aside(signal.raise_signal, number)


def test_helpers_answer_each_call_from_another_process():
    with helpers(abs, 2) as call:
        futures = [call(number) for number in range(-20, 0)]
        assert [future.result() for future in futures] == list(range(20, 0, -1))
    with helpers(os.getpgid, 2) as call:
        assert call(0).result() == os.getpgrp()


def test_helpers_pass_errors_on_and_go_on():
    with helpers(int, 1) as call:
        with pytest.raises(AsideError, match="invalid literal"):
            call("x").result()
        assert call("3").result() == 3


def test_a_helper_that_dies_is_told_and_hangs_nobody():
    with helpers(signal.raise_signal, 1) as call:
        for _ in range(2):
            with pytest.raises(AsideError, match="a helper ended before its time"):
                call(signal.SIGKILL).result()


@pytest.mark.parametrize("fails", [False, True])
def test_helpers_end_with_the_block_even_where_it_fails(fails):
    with suppress(KeyError), helpers(getpid, 2) as call:
        found = [call(0).result() for _ in range(2)]
        if fails:
            raise KeyError
    assert not any(psutil.pid_exists(pid) for pid in found)
