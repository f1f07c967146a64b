"""Small Moments, as it runs: one file, read from top to bottom, fed by the environment (see README)."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from config import environment
from config.critical import critical_style_hash, inline_templates, theme_script_hash

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_dir(BASE_DIR / "var")
CONTENT_DIR = environment.content_dir(BASE_DIR / "content")

# SITE_HOST is the switch between a run on one's own machine and a site on the Internet: it turns on HTTPS.
SITE_HOST = environment.site_host()
HTTPS = bool(SITE_HOST)
SECRET_KEY = environment.secret_key(DATA_DIR, site_host=SITE_HOST)
DEBUG = False  # never: a debug page shows local variables, and ours hold somebody's words
ALLOWED_HOSTS = [SITE_HOST] if SITE_HOST else ["127.0.0.1", "localhost", "[::1]"]
LEAVE_URL = environment.leave_url()
OPERATOR_ADDRESS = environment.operator_address()
TRUSTED_PROXIES = environment.trusted_proxies()

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "config",
    "accounts",
    "articles",
    "practices",
    "support",
    "reflections",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "markdownx",
    "simple_history",
]

# From the outside in. The headers come first so that nothing, a static file or an error page included, leaves
# without them. Views are private unless they open themselves with `public_page`.
MIDDLEWARE = [
    "config.middleware.TrustedProxies",
    "config.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "reflections.limits.BodySize",
    "config.maintenance.Maintenance",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.PrivateUnlessOpened",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        # What stands inside each page comes from memory, so its bytes are those its hash names.
                        ("django.template.loaders.locmem.Loader", inline_templates()),
                        "django.template.loaders.app_directories.Loader",  # the admin's, which the desk is made of
                    ],
                ),
            ],
            # The last two are the desk's. They hand on what nobody has looked at yet: one that looked at the user
            # would make every page private.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------------------------------

env = environ.Env()
environment.check_database_url()
try:
    DATABASES: dict[str, Any] = {"default": env.db_url(default=f"sqlite:///{DATA_DIR / 'small-moments.sqlite3'}")}
    CACHES: dict[str, Any] = {"default": env.cache_url(default="locmemcache://small-moments")}
except (environ.ImproperlyConfigured, ValueError) as error:
    environment.stop(f"DATABASE_URL or CACHE_URL cannot be read: {error}")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A writer asks for the lock when it begins, so two savers wait for one another instead of failing late.
        "transaction_mode": "IMMEDIATE",
        # What is erased is overwritten; what is acknowledged is on the disk.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# Argon2 first and alone: the cheapest hash we ever stored is what a thief would attack.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/sign-in/"
SECOND_FACTOR_URL = "/account/second-factor/"  # where staff go before the desk opens
OTP_TOTP_ISSUER = "Small Moments"  # as the app on the phone names us
# JOINING=closed lets nobody new in; those who are in stay in.
JOINING_IS_OPEN = environment.joining_is_open()
# What the desk says once stands in the session, and in no cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "accounts.sessions"  # rows that know whose they are, so that all of one person's end together

# Cookies: readable by no script, sent to no other site, and behind HTTPS bound to this very host.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.stale_forms.csrf_failure"  # hands words back where a form that held them was refused

# --- Security headers (one test walks every route) -------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, theme_script_hash()],
        "style-src": [SELF, critical_style_hash()],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not `no-referrer`: over HTTPS Django's CSRF check needs the referrer of our own pages.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]  # a monitor on the same machine asks without TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # believed from TRUSTED_PROXIES only
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# W021 asks for the preload directive: entering a browser's built-in list cannot be taken back for months, so that
# step belongs to whoever owns the domain and not to us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# --- Requests --------------------------------------------------------------------------------------------------------

# A form may bring 2 MB (`reflections.limits.BodySize` refuses more). Django itself has room for what is over, so that
# her words can be handed back instead of being dropped; and for the journal that she brings in, in memory only.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 65 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # nothing of hers on the disk
APPEND_SLASH = True

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- The desk: markdownx shows a text through our own renderer, and its own routes are never registered --------------

MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.safe_html.render_markdown"

# --- Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # its default would open our files to every site
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Logs: what went wrong, never where somebody was or what they wrote ----------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "config.logs.Discreet"}},
    "formatters": {
        "plain": {
            "()": "config.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["discreet"], "formatter": "plain"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
