"""The 22 steps of the SOP as data, and the working time in which their norms are counted."""
