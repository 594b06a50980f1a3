"""The self-test as a person sees it: "Self-test before doors open"."""
