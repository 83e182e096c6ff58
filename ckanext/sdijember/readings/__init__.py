"""Who read files while they were not public: noted before anything is handed out, and listed."""
