"""What the commands do: find the project, run the pipeline, report, and say how it went by an exit code.

A module for each group of commands; `run` is what they share.
"""
