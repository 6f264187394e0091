"""Kept pages: finished public pages, handed out again for as long as they are true."""
