"""What a study consists of: frozen values and pure functions, standard library only."""
