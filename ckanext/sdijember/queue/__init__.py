"""Who works on what: the queue, Data saya, claims, and decisions on many at once."""
