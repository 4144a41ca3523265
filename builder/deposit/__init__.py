"""A release as a bag for a repository: BagIt around, an RO-Crate and a README inside."""
