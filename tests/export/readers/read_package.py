"""Check QTI packages for broken references and print what is found as JSON."""

import json
import sys

from qti_package_maker.common.package_integrity import check_package

print(json.dumps({path: check_package(path) for path in sys.argv[1:]}))
