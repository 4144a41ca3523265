"""The one guarded way out to the network; a build never takes it."""
