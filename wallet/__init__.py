"""Scrip without a window: values, rules, use cases and what they need from outside."""
