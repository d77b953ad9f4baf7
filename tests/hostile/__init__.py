"""What hostile or careless people hand in: dossiers, links, scenarios and sheets, changed at random from a seed."""
