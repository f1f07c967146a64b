"""Pages of the journal: writing, reading, looking for something, locking, taking it along."""
