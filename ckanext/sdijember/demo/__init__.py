"""What a portal begins with: offices, topics and teams; accounts and data to try it with."""
