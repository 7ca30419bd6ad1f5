"""What a reading process gives up before it opens a file from outside.

On Linux the kernel refuses sockets and other programs from then on (seccomp); memory and
processor time are bounded everywhere. Nothing of this can be taken back by the process.
"""

import ctypes
import platform
import resource
import struct
from pathlib import Path
from typing import Final

# System calls by machine: socket, connect, execve, execveat, ptrace, io_uring_setup.
DENIED: Final = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
}
PR_SET_NO_NEW_PRIVS: Final = 38
PR_SET_SECCOMP: Final = 22
SECCOMP_MODE_FILTER: Final = 2
LOAD, JUMP_IF_EQUAL, JUMP_IF_GREATER, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW: Final = 0x7FFF0000
REFUSE: Final = 0x00050000 | 1  # SECCOMP_RET_ERRNO with EPERM
KILL: Final = 0x80000000
SECONDS_OF_GRACE: Final = 5


def confine(memory_bytes: int, seconds: int) -> None:
    """Bound this process; `memory_bytes` come on top of what it has mapped already."""
    limit = _mapped_bytes() + memory_bytes
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + SECONDS_OF_GRACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if platform.system() == "Linux" and platform.machine() in DENIED:
        _deny_system_calls(*DENIED[platform.machine()])


def _mapped_bytes() -> int:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text("ascii").split()[0]) * resource.getpagesize()


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _deny_system_calls(machine: int, denied: tuple[int, ...]) -> None:
    # A classic BPF program: kill on a foreign machine word, refuse the calls listed.
    steps = [(LOAD, 0, 0, 4), (JUMP_IF_EQUAL, 1, 0, machine), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    # Numbers above belong to the x32 interface, which nothing here uses.
    steps += [(JUMP_IF_GREATER, len(denied) + 1, 0, 0x40000000)]
    steps += [(JUMP_IF_EQUAL, len(denied) - place, 0, call) for place, call in enumerate(denied)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "the reading process cannot be confined")
