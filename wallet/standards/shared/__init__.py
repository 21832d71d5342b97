"""What several standards need: asking, common rules, decoded reverts."""
