"""What the installer sees. Widgets emit signals; `app/wiring.py` acts on them."""
