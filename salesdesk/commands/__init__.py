"""The commands of the command line, one module each; all but the window's are free of Qt."""
