"""How `golden-1.json` was made, once, at the first release: run by hand, never by a test, and never again for format 1.

python manage.py shell < tests/reflections/make_golden.py
"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import Client

client = Client(headers={"host": "localhost"})
secret = {"name": "golden-1", "passphrase": "größe unter dem moos"}
client.post("/account/join/", secret)
page = client.get("/account/recovery-code/").content.decode()
code = "-".join(part[:4] for part in page.split("<span>")[1:8])
form: dict[str, Any] = {
    "title": "First light", "text": "ein Satz\nwith two lines 🌙\n\u202bשלום\u202c", "closeness": "2", "base": "0",
    "feelings": ["numb", "tired of it"], "form_id": "00000000-0000-4000-8000-000000000001", "offset": "-300",
}  # fmt: skip
client.post("/journal/new/", form)
client.post(f"/journal/{form['form_id']}/edit/", {**form, "base": "1", "text": form["text"] + "\nand a third"})
draft = {**form, "form_id": "00000000-0000-4000-8000-000000000002", "text": "half a sent"}
client.post("/journal/draft/", draft)
client.post("/journal/over-time/", {"show": "on"})
out = StringIO()
models = [f"accounts.{name}" for name in ("user", "datakey", "keyslot")]
models += [f"reflections.{name}" for name in ("entry", "formertext", "draft", "preferences")]
call_command("dumpdata", *models, stdout=out, indent=1)
golden = {
    **secret,
    "code": code,
    "text": form["text"] + "\nand a third",
    "before": form["text"],
    "rows": json.loads(out.getvalue()),
}
Path("tests/reflections/golden-1.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
