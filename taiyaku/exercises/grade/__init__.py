"""Grade Python tasks: submissions are run where they can do no harm, and compared where they cannot look."""
