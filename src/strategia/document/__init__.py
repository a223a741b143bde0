"""Documents: what is said, decided here and nowhere else."""
