"""What the typst templates read: the Document as plain data, in characters that the fonts can draw."""
