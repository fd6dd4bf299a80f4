"""The look: two themes, fonts, one unit of length and the strokes every widget shares."""
