"""Chart builders: a data frame in, an Altair chart out."""
