"""Controls that pages are made of; they draw and decide nothing."""
