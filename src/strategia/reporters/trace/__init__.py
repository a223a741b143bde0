"""The golden thread for whoever asks at the command line: as text, as data, as sheets, as a graph's description."""
