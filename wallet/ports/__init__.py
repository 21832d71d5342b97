"""What the wallet needs from outside, one small Protocol per need."""
