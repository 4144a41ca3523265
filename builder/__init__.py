"""The Qandy Qantar archive: records in, a citable static site out."""
