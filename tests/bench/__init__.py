"""How fast Parley is: ``python -m tests.bench [engine] [exports] [browser]``. Nothing here is a test."""
