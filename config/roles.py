"""What somebody at the desk may do: roles are Django groups of these names, given by `make editor`.

Nobody has a role by being a superuser: who approves a text as a clinician was made one by name.
"""

from typing import Any

EDITOR, CLINICIAN, PUBLISHER = "editor", "clinician", "publisher"
ROLES = (EDITOR, CLINICIAN, PUBLISHER)


def roles_of(user: Any) -> frozenset[str]:
    """The roles of an active staff account; none for anybody else."""
    if not (user.is_active and user.is_staff):
        return frozenset()
    return frozenset(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
