"""What is kept between starts, in one SQLite file."""
