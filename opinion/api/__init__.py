"""What programs read: the conversation as data, and the description of how to ask for it."""
