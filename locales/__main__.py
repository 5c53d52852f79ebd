"""`python -m locales`: gather the words to translate from the code into every language's catalogue."""

from locales.catalogues import untranslated, update
from locales.words import LANGUAGES

for language in LANGUAGES:
    update(language)
    print(f"{language}: {len(untranslated(language))} messages to translate")
