"""What time does: reminders and escalations, and publication at a chosen moment."""
