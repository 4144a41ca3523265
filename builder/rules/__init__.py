"""What is asked of texts beyond their shape: neutral words, and translations that hold."""
