"""Staff: who they are, what each may do, how they sign in, and the log of what they did."""
