"""The languages of residents, as BCP 47 tags."""

LANGUAGES = (
    "en",
    "zh-Hans",
    "zh-Hant",
    "ko",
    "vi",
    "ne",
    "fil",
    "pt",
    "es",
    "id",
    "th",
    "my",
    "uk",
    "fr",
    "ru",
)
"""What Japanese is translated into, in the order of the columns of glossary and phrase book."""

TAGS = ("ja", *LANGUAGES)
