"""The vendor's way to receive: a Flask development server that parses the JSON and answers."""

from __future__ import annotations

import logging
import sys

from flask import Flask, request


def main() -> None:
    app = Flask("Event_Receive_server")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)

    @app.post("/<path:path>")
    def receive(path: str):
        request.get_json(force=True)
        return {"status": 0, "message": "ok", "data": None}

    app.run("127.0.0.1", int(sys.argv[1]), threaded=True)


if __name__ == "__main__":
    main()
