"""The log: every public act as an entry of an append-only Merkle tree, with signed checkpoints.

It needs nothing of the store: whoever has the entries, a checkpoint and the public key can check them.
"""
