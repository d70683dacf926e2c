"""Words for what is handed over."""

SLIDES = {
    "gaps": "Capability gaps",
    "readiness": "Readiness curve",
    "regions": "Rapid Deployment Level by UN regional group",
    "parity": "Women against the parity targets",
    "supposed": "Women by category, as it is and as supposed",
    "platoons": "Engagement platoons",
    "state": "Member State",
    "mission": "Mission",
    "lines": "Lines of mission requirements",
    "asked": "What if: what is asked for",
    "short": "What if: capability gaps",
    "relaxed": "What if lines asked for less",
    "reliance": "Whom the UN relies on",
    "announced": "Pledges announced in public",
    "scenario": "Mission model by day",
    "scenario_lines": "Mission model, lines not met in time",
}
NOTES = {
    "force-generation-note": "Force generation note",
    "women-peace-and-security-note": "Women, peace and security note",
}
SCENARIO = {"scenario-note": "Note on a mission model"}
BRIEFS = {"docx": "Country brief (Word)", "pdf": "Country brief (PDF)"}
LIST = {  # headings of the consolidated list by keys of its rows; the others stand in data/reference/form_text.csv, since trackers are read by them
    "iso3": "ISO3",
    "unit": "Counted in",
    "currency": "Currency",
    "status": "Status",
    "status_date": "Status date",
    "requirement_ids": "Requirements",
    "place": "Place in the file",
    "pledge_id": "Pledge id",
    "evidence": "In deployment figures",
}
FILES = {"docx": "Word", "pdf": "PDF"}
DIGESTS = {"docx": "Word", "html": "Web page", "eml": "E-mail, not sent"}
