"""`python -m sophon_monitor`."""

import sys

from sophon_monitor.app.command import main

sys.exit(main())
