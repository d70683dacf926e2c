"""Read the monthly PDF "Contribution of Uniformed Personnel to UN by Mission, Country, and Personnel Type"."""
