"""Things that can be handed out: scores become a described workbook, and the workbook a file."""
