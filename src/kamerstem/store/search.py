"""Search: an index of proposals, and what is asked of it.

One document per proposal: its numbers, its subject, the title of the bill or dossier, who submitted it, and the words
for its kind and where it stands. Words are brought back to their stems here (:mod:`kamerstem.store.words`), and the
engine holds the stems and the folded surface words: a contentless FTS5 table on SQLite, a ``tsvector`` with positions
on PostgreSQL. So both find the same; what is found is ranked, and marked, here, from the stored text.

How a query is read: :mod:`kamerstem.store.query`.
"""



from kamerstem.store import words

INDEX = f"1 {words.VERSION}"
"""The form of the index and the version of the analyser; an index of another one is made anew."""

RANKED = 500
"""Of more hits than this the newest are ranked, and the others follow by day."""
