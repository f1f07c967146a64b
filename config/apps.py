from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house itself: commands and template tags that belong to no room."""

    name = "config"
