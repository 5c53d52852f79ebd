"""Files, before anything in them is a table: what they are, how much they may ask, who opens them."""
