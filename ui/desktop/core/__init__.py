"""What every page uses: look, text forms, tasks, notices."""
