"""The parts pages are made of: they are given values and send signals, and know nothing of logs or KPIs."""
