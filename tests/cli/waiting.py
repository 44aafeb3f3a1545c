"""Waits for programs that read from a pipe."""

import array
import fcntl
import termios
import time


def until_read(pipe, *, seconds=60):
    """Until the reader of a pipe has taken all that was written to it, and had the time to look at it."""
    unread = array.array("i", [1])
    end = time.monotonic() + seconds
    while unread[0] > 0:
        if time.monotonic() > end:
            raise TimeoutError(f"{unread[0]} bytes were not read in {seconds} s")
        time.sleep(0.02)
        fcntl.ioctl(pipe.fileno(), termios.FIONREAD, unread)
    time.sleep(0.5)
