"""Asking simulated boxes, as plainly as it gets."""

from __future__ import annotations

import io
import json

import aiohttp

JSON = {"Content-Type": "application/json"}
NOTHING = object()


async def ask(box, method, path, body=NOTHING, *, port="api", seconds=10.0):
    """Status and answer: JSON where it is JSON, else bytes. Redirects are not followed."""
    url = f"http://{box.address.host}:{getattr(box.address, port)}{path}"
    timeout = aiohttp.ClientTimeout(total=seconds)
    text = None if body is NOTHING else io.BytesIO(json.dumps(body).encode())
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.request(method, url, data=text, headers=JSON if text else {}, allow_redirects=False) as answer,
    ):
        said = await answer.read()
        return answer.status, json.loads(said) if answer.content_type == "application/json" else said


async def get(box, path, **words):
    status, said = await ask(box, "GET", path, **words)
    assert status == 200, said
    return said["data"]


async def post(box, path, body, **words):
    status, said = await ask(box, "POST", path, body, **words)
    assert status == 200, said
    return said
