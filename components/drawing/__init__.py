"""How a chart looks: theme, marks, axes, words and rows that all charts draw from; knows neither dossier nor model."""
