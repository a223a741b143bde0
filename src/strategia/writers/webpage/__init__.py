"""What the web page's templates print: text that cannot become markup, unique ids, cells in their places."""
