"""The deck as a web page: the slides that `deck.slides` plans, drawn with HTML instead of DrawingML."""
