"""`manage.py prepare`: everything a start needs, in one process so that a second start takes seconds."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrates, loads content/ and collects static files, each only where there is something to do."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write("Setting up the database ...")
                call_command("migrate", verbosity=0)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used ({error}): check DATABASE_URL or DATA_DIR.") from None
        self.stdout.write("Loading the articles and practices ...")
        try:
            call_command("sync_articles", stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            # A conflict waits for an editor; it must not close the house to everybody else.
            if "--take" not in str(error):
                raise
            self.stderr.write(str(error))
        self.stdout.write("Collecting static files ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.STATIC_ROOT.joinpath(".ready").touch()
