"""What pages share: filters, charts, notes, exports. Charts and formats know nothing of Streamlit."""
