"""mapping.toml: how a sheet that was not made for us is read."""
