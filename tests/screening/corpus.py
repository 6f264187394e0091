"""Texts to teach the filter by: made from a few phrases, so that they resemble each other."""

from itertools import product

from opinion.screening.lessons import Lesson

OPENINGS = ["Hello friends,", "Guys,", "Amazing!!", "Dear sir,", "Listen,"]
OFFERS = ["win free bitcoin at", "cheap casino bonus at", "buy followers cheap at"]
PLACES = ["www.example.com", "http://spam.example", "my channel, subscribe"]
SUBJECTS = ["The minister", "This article", "Her argument", "The council", "Our school"]
CLAIMS = ["is right about the trams", "ignores what the figures say", "deserves a better answer"]
REASONS = ["because rents went up", "as the author admits", "and that matters to us"]

SPAM = [" ".join(parts) for parts in product(OPENINGS, OFFERS, PLACES)]
FAIR = [" ".join(parts) for parts in product(SUBJECTS, CLAIMS, REASONS)]
LESSONS = [Lesson(text, is_spam=True) for text in SPAM] + [
    Lesson(text, is_spam=False) for text in FAIR
]
