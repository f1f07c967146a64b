"""What `articles` keeps: public texts as rows, and on the desk the copies that editors work on."""

from articles.models.article import Article, ArticleQuerySet, Edition, FormerSlug, field_values
from articles.models.manuscript import Approval, Manuscript

__all__ = ["Approval", "Article", "ArticleQuerySet", "Edition", "FormerSlug", "Manuscript", "field_values"]
