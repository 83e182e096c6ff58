"""What the documentation says of the code, read from the code: subjects and arrows, hook lines, actions."""
