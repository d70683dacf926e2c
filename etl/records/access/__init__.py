"""Who reads and writes: roles, the people who have them, how they sign in, and whom this session is of."""
