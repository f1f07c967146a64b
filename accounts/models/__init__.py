"""A person, her sealed keys, her sessions, and the counters that slow guessing down."""

from accounts.models.attempt import Attempt
from accounts.models.key import DataKey, KeySlot
from accounts.models.person import User, UserManager, normalize_name, this_month
from accounts.models.session import OpenKey, Session

__all__ = [
    "Attempt",
    "DataKey",
    "KeySlot",
    "OpenKey",
    "Session",
    "User",
    "UserManager",
    "normalize_name",
    "this_month",
]
