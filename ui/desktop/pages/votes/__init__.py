"""Votes: what needs one's vote, proposals in full, who votes with one's units."""
