"""The review's engine: transitions, roles, lock, snapshot, working copy, due times, and the hooks for what follows."""
