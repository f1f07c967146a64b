"""How often something was tried lately. Rows are keyed hashes and go after a day."""

from django.db import models


class Attempt(models.Model):
    """One allowance: of a name, a browser or an address, none of which can be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField(default=0)
    # Seconds since 1970: before this the next try is not evaluated.
    not_before = models.FloatField(default=0)
    # Seconds since 1970 by which everything used of the hourly allowance is free again.
    free_at = models.FloatField(default=0)
    last = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]
