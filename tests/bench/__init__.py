"""What `make bench` measures, and the plain services it is compared with."""
