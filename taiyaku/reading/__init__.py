"""The reading room: boxes, ruby, foreign words, numbered paragraphs and the aligned view."""
