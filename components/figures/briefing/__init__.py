"""What the Briefing says."""
