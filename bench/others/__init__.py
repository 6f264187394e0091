"""Others: programs that do what the site does, started to be measured beside it."""
