"""The pictures of single figures, page by page: each declared once, shown in the cards of its page."""
