"""What every other subject stands on: findings and their wording, paging, refusals, form input, the outbox."""
