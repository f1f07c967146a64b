from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        from articles.desk.article_kind import ArticleKind
        from articles.desk.kinds import register

        register(ArticleKind())
