"""The eight labels a participant's sentence can be evidence of."""

from __future__ import annotations

QUADRANTS = ("think", "feel", "say", "do")
"""Quadrants of the empathy map (Gray, Brown & Macanufo, *Gamestorming*, 2010)."""

INSIGHTS = ("pain", "need", "goal", "gain")
"""Persona fields a sentence can feed."""

LABELS = QUADRANTS + INSIGHTS

TITLES = {
    "think": "Think",
    "feel": "Feel",
    "say": "Say",
    "do": "Do",
    "pain": "Pains",
    "need": "Needs",
    "goal": "Goals",
    "gain": "Gains",
}
