"""What was published once and must hold for ever: the ledger of ids, versions, redactions."""
