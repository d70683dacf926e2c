"""Read what users really download: CSV, XLSX, JSON, plain or packed."""
