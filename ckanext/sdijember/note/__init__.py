"""The conversation on a review: notes, answers, attachments, people named."""
