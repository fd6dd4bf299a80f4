"""The dialogs of the window; each is given values and says what was chosen."""
