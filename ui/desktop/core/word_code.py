"""A hash as words that can be said and compared, where the window's pages look for it."""

from wallet.domain.word_code import WORDS, word_code

__all__ = ["WORDS", "word_code"]
