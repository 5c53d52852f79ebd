"""What sharing answers where something cannot be done: one sentence, and nothing was changed."""

from collections.abc import Callable
from functools import partial

from loaders import SourceError


class SharingError(SourceError):
    """Nothing was shared or changed, and why: an English `template` and its `values`, a whole sentence in any language."""

    def __init__(self, template: str, /, **values: str) -> None:
        super().__init__(template, **values)

    def __reduce__(self) -> tuple[Callable[[], "SharingError"], tuple[()]]:
        return partial(SharingError, self.template, **self.values), ()
