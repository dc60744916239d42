"""`python -m sophon_monitor`."""

import gc
import sys

from sophon_monitor.app import early_quit

early_quit.leave_at_once()

from sophon_monitor.app.command import main  # noqa: E402 - from here on SIGTERM may come

# Hundreds of modules follow and leave nothing to collect. The window switches it on once the receiver listens.
gc.disable()
sys.exit(main())
