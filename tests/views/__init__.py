"""Views: what they are given to show, the desk they talk to, and the widget between."""
