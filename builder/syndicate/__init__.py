"""What brings the archive to other programs: feeds, calendars, cards, and what crawlers ask for."""
