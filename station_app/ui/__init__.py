"""Everything on the screen: views (widgets) and presenters (decisions)."""
