"""The golden thread in a document: a matrix, a graph, goals with what carries them, and what is missing."""
