"""Who held what on a day, worked out anew from the events by the rules of docs/resolution.md, slow and obvious."""
