"""Notices: what people asked to be told by mail, from the cause to the mail server's answer."""
