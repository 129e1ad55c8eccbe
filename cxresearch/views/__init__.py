"""What a notebook shows: widgets over plain values, decisions out."""
