"""What is asked: names looked up, questions bound and answered, each row with its evidence."""
