"""Measurements. `make bench` prints them; no test asserts them."""
