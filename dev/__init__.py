"""The local stack: private services, the portal on them, and the tests' own copy of both."""
