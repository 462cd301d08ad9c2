"""The one file that the user's interpreter runs (agent.py), and what starts it (launch.py)."""
