"""The heart: from the claims about who holds a place to its state on any day.

    claims -> heard (policy) -> turns -> order -> tenures -> situation of a day -> rules -> state -> periods

Read in this order:

1. claims.py: one claim, the time for which it vouches, the window in which it puts the turn
2. standing.py: which claims count as not corrected and not retracted
3. interest.py, policies.py: what the speaker has to gain, which claims a policy counts, how far each is believed
4. repeats.py: repeats and copies, which are evidence but change nothing
5. speech.py: what each voice says, in order
6. turns.py, before.py, order.py, tenures.py: which claims tell of one turn, in which order turns came, and why, which
   state lasted when
7. heard.py, coming.py: what has been said, and which turns may have come, by a moment
8. situation.py, sweep.py: the facts of one day, and how a sweep over the days finds them
9. rules.py, evidence.py, answers.py, state.py: the table of rules, and the answer that it gives
10. resolved_place.py, resolution.py: what is computed before a day is asked for, and the functions that others call
"""
