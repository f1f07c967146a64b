from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"

    def ready(self) -> None:
        from articles.desk.kinds import register
        from practices.desk import PracticeKind

        register(PracticeKind())
