"""What staff write, with its history: drafts, review, publishing, and the way to files and back."""
