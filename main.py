"""Start Check-in Station from a checkout: `python main.py [options]`."""

from station_app.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
