"""Search that finds any two characters of a Japanese text, its terms by reading and synonym, and Western words by their beginning."""
