"""Joining, coming in, getting back in, and leaving for good."""
