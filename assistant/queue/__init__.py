"""Numbers of the hall: who waits for which counters, who comes next, how long it may take."""
