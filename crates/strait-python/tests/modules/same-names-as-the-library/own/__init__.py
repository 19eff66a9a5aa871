import colorsys

mark = colorsys.mark
