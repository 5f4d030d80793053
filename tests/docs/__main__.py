"""`python -m tests.docs`: write the parts of the documentation that are made from the code, and the JSON Schema."""

from tests.docs.contract import SCHEMA, published
from tests.docs.pages import GENERATED, PAGES, ROOT, generated

for page in PAGES:
    text = page.read_text("utf-8")
    fresh = GENERATED.sub(generated, text)
    if fresh != text:
        page.write_text(fresh, "utf-8")
        print(page.relative_to(ROOT))
SCHEMA.write_text(published(), "utf-8")
