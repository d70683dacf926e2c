"""What stands around the pages when they are served: the address, who may knock, limits, health, logs. serve.py puts it together."""
