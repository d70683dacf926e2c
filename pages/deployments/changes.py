"""What changed: the data version on screen beside an earlier one, file by file and row by row."""

import streamlit as st

from pages.deployments import roster_views, version_views
from pages.kit import filters, notes
from pages.kit.text import _

view = st.session_state["view"]
notes.head(
    view,
    _("What changed"),
    _(
        "This data version beside an earlier one, or one export of the roster beside another: what came, what is different."
    ),
)
looks = {"versions": _("Data versions"), "rosters": _("Exports of the roster")}
if filters.choice(_("Show"), "show", looks, "versions", wide=True) == "rosters":
    roster_views.changes(view)
else:
    before = version_views.choose(view)
    if before is None:
        st.info(
            _(
                "There is no earlier data version to compare with: version {version} is the oldest one kept that this program reads."
            ).format(version=view.snapshot.version)
        )
    else:
        changed, months = version_views.compare(view, before)
        version_views.summary(changed, months)
        st.header(_("Files"))
        version_views.files(view, before)
        if len(changed):
            st.header(_("By month"))
            version_views.by_month(view, before, months)
            st.header(_("Row by row"))
            version_views.by_row(view, before, changed)
        st.caption(
            _(
                "Rows are compared for the monthly deployment figures. Other sources are compared by their files and what is set aside."
            )
        )
        st.header(_("Set aside and noticed"))
        version_views.aside(view, before)
    st.caption(notes.source_line(view, "deployment_rows"))
notes.foot()
