"""Pictures of a study, drawn with matplotlib, and the palette they share with reports and boards."""
