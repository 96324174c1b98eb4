"""Import decks into a fresh collection, one after the other, and print what Anki says of each as JSON."""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

collection = Collection(str(Path(tempfile.mkdtemp()) / "collection.anki2"))
told = []
for path in sys.argv[1:]:
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())).log
    told.append({"new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate), "conflicting": len(log.conflicting)})
problems, sound = collection.fix_integrity()
names = [deck.name for deck in collection.decks.all_names_and_ids()]
empty = len(collection.get_empty_cards().notes)
print(json.dumps({"imports": told, "cards": collection.card_count(), "sound": sound, "decks": names, "empty": empty}))
