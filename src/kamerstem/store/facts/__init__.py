"""Facts: what follows from the official records, worked out once by the one derivation and kept beside them.

In layers::

    proposal    what a Zaak is: its number, kind, title, submitters, relations, status
    vote        a decision, on each Zaak that it settles (0: on none), as its words and its rows state it
    ballot      who stood where at a decision: a party with its seats, or a member
    submitter   who submitted a proposal
    statement   what was said of the votes on a proposal: mistakes, aantekeningen
    house       the House of each day with a decision: sizes, certainty, and what it rests on
    leaning     a decision of which a row leaves a name to its Fractie or Persoon

What is stated hangs on no House. What the House of the day adds (whether a vote is whole, what was needed) stands in
``vote`` as well, and is worked out again for a whole day only where its House changed. ``due`` says what is still to
be worked out: Zaken, Besluiten, and days. Every proposal and vote has a ``revision``, a hash of what it says;
``change`` keeps each that came, changed or went, in order, and only grows.

Lists (:mod:`.listing`) and counts (:mod:`.counts`) read them; :mod:`.views` shows them to others.
"""
