"""The heart: from the claims about who holds a place to its state on any day.

    claims -> counted (policy) -> turns -> order -> tenures -> situation of a day -> rules -> state -> periods

Read in this order:

1. claims.py: one claim, the time that it observed, the window in which it puts the change
2. standing.py: which claims count as not corrected and not retracted
3. interest.py, policies.py: what the speaker has to gain, which claims a policy counts, how far each is believed
4. redundancy.py: repeats, which are evidence but change nothing
5. turns.py, order.py, tenures.py: which claims are about one turn, in which order turns came, which state lasted when
6. testimony.py, evidence.py: what each voice said last, what backs a tenure
7. situation.py, rules.py, state.py: the facts of one day, the table of rules, and the answer that it gives
8. resolved_place.py, resolution.py: the indexes that make it fast, and the functions that others call
"""
