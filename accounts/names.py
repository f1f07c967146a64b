"""Names to offer, such as quiet-otter-4821: nobody has to think of one, or give away their own."""

import secrets

# Plain things, none of them about babies, bodies, feelings or families.
KINDS = (
    "amber", "brisk", "calm", "clear", "cool", "dusky", "early", "even", "fern", "gold", "gray", "hazel", "indigo",
    "late", "level", "light", "linen", "maple", "mellow", "misty", "mossy", "north", "olive", "open", "pale", "plain",
    "quiet", "rainy", "river", "rusty", "sandy", "silver", "slow", "south", "steady", "still", "stony", "sunny",
    "tidal", "umber", "velvet", "west", "wide", "windy", "winter", "woolen",
)  # fmt: skip
THINGS = (
    "acorn", "aspen", "badger", "beacon", "birch", "bison", "bramble", "cedar", "clover", "comet", "crane", "creek",
    "dune", "ember", "falcon", "finch", "harbor", "hedge", "heron", "inlet", "ivy", "juniper", "kettle", "lantern",
    "larch", "ledge", "linnet", "marten", "meadow", "nutmeg", "orchard", "osprey", "otter", "pebble", "pine", "plover",
    "quarry", "reed", "robin", "sparrow", "spruce", "swift", "thistle", "thrush", "walnut", "willow", "wren",
)  # fmt: skip


def suggested_name() -> str:
    """A kind, a thing and four digits: about 19 million of them."""
    return f"{secrets.choice(KINDS)}-{secrets.choice(THINGS)}-{secrets.randbelow(10_000):04d}"
