"""What search engines are told of an article, in schema.org's words."""

from typing import Any

from articles.models import Article

AUDIENCES = {
    Article.Audience.MOTHER: "Patient",
    Article.Audience.FAMILY: "Patient",
    Article.Audience.PROFESSIONAL: "Clinician",
}


def article_data(article: Article, address: str) -> dict[str, Any]:
    """An article as schema.org/MedicalWebPage. `lastReviewed` is there only while a clinician's review is
    one of this very text."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Article", "MedicalWebPage"],
        "headline": article.title,
        "description": article.summary,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "datePublished": article.published.isoformat(),
        "dateModified": article.updated.isoformat(),
        "version": article.version,
        "mainEntityOfPage": address,
        "author": [{"@type": "Organization", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": "Small Moments"},
        "audience": {
            "@type": "MedicalAudience",
            "audienceType": AUDIENCES[Article.Audience(article.audience)],
        },
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "keywords": article.topics,
    }
    if article.review_is_current:
        review = article.clinical_review
        data["lastReviewed"] = review["date"]
        data["reviewedBy"] = {"@type": "Person", "name": review["name"], "jobTitle": review["role"]}
    return data
