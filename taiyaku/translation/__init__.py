"""What a translator does with a book: bring the catalogues up to date with the text."""
