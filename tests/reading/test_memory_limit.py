import subprocess
import sys

import pytest

from salesdesk.reading.limits import Limits
from salesdesk.reading.memory_limit import TOO_MUCH_MEMORY, watch

MB = 1 << 20


@pytest.mark.parametrize(("size", "allowed"), [(0, 512), (1 * MB, 528), (70 * MB, 512 + 16 * 70), (500 * MB, 4096)])
def test_that_the_hard_stop_grows_with_the_file_up_to_four_gigabytes(size, allowed):
    assert Limits().memory_for(size) == allowed * MB


def test_that_the_time_grows_with_the_file():
    assert Limits().seconds_for(0) == 10
    assert Limits().seconds_for(70 * MB) == 45


def test_that_the_watch_stops_at_the_first_byte_too_many():
    held = iter([100, 200, 201, 150])
    stopped = []
    watch(200, lambda: next(held), stopped.append)
    assert stopped == [TOO_MUCH_MEMORY]
    assert next(held) == 150


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is watched, not limited")
@pytest.mark.parametrize(("wanted", "printed"), [(50, "enough"), (200, "too much")])
def test_that_a_process_gets_so_much_and_no_more(wanted, printed):
    program = (
        "from salesdesk.reading.memory_limit import limit_memory\n"
        f"limit_memory(100 << 20)\n"
        f"try:\n    bytearray({wanted} << 20); print('enough')\n"
        "except MemoryError:\n    print('too much')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == printed
