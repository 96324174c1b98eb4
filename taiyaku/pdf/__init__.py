"""The PDF room: one Typst document from the whole book, set in our own page design and exported as PDF/UA-1."""
