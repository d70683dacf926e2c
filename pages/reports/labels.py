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
}
NOTES = {
    "force-generation-note": "Force generation note",
    "women-peace-and-security-note": "Women, peace and security note",
}
BRIEFS = {"docx": "Country brief (Word)", "pdf": "Country brief (PDF)"}
FILES = {"docx": "Word", "pdf": "PDF"}
DIGESTS = {"docx": "Word", "html": "Web page", "eml": "E-mail, not sent"}
