"""The self-test as a person sees it: "Before doors open"."""
