"""Python imports this at start in every child process of the tests, which have this folder on their path."""

import guard

guard.install()
