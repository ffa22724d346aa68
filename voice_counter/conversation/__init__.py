"""Two people at a counter: who said what, and what the other one reads."""
