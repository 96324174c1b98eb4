"""A new book: a folder with a small working bilingual book, in any two languages, to be written over."""
