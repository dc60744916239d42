"""What a person with a browser, and a script, sees of the receiver. English and Chinese side by side: nobody chose."""

from __future__ import annotations

from datetime import datetime
from html import escape

from aiohttp import web

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sophon Monitor</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em}}</style></head>
<body><h1>This is Sophon Monitor, listening</h1>
<p>You reached it, so a box in this network reaches it too. Use this address as the report address of the box.</p>
<h1 lang="zh-CN">这里是 Sophon Monitor，正在监听</h1>
<p lang="zh-CN">您能打开此页面，说明同一网络中的盒子也能访问。请把此地址填写为盒子的上报地址。</p>
<p><small>{version}</small></p></body></html>
"""


def listening_page(version: str) -> web.Response:
    """Return the page for a person with a browser beside the box."""
    return web.Response(text=_PAGE.format(version=escape(version)), content_type="text/html", charset="utf-8")


def health_answer(version: str, since: datetime, received: int, rejected: int) -> web.Response:
    """Return the answer of `GET /health`; `since` is UTC."""
    since_text = since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return web.json_response(
        {"status": "ok", "version": version, "since": since_text, "received": received, "rejected": rejected}
    )


def nothing_here() -> web.Response:
    """Return 404."""
    return web.Response(status=404, text="Nothing here. 此处没有内容。\n")
