"""Reading in a process of its own: bounded memory and time, no network, no other programs."""
