"""The log of decisions that only grows, each entry carrying the hash of the one before: ledger, proof, audit."""
