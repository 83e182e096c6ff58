"""What reviewers find: verdicts by item, checklists, differences between submissions, the letter of return."""
