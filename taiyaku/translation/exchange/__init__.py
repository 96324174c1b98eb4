"""Files that other translators' tools read: catalogues as XLIFF 1.2 and TMX 1.4, the glossary as TBX, CSV and for Weblate.

Written with lxml: the library that has all of them, translate-toolkit, is GPL, and so neither imported nor shipped. Its programs read
these files in the tests. XLIFF 1.2 and TBX-Basic of 2008 are chosen because every tool reads them.
"""
