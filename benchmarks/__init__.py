"""Made-up sales logs of any size, and what is measured on them."""
