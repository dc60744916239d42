"""`python -m sophon_monitor`."""

import gc
import sys

from sophon_monitor.app.command import main

# Hundreds of modules follow and leave nothing to collect. The window switches it on once it is painted.
gc.disable()
sys.exit(main())
