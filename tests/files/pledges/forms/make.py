"""Make the awkward forms beside this file: `python tests/files/pledges/forms/make.py`. States and pledges are invented.

Each is what a delegation does to the guide's two-column form: merges cells, translates, reorders, pastes, scans. What
should be read of each stands in expected.json; tests/test_forms.py compares the two.
"""

import copy
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from pptx.util import Inches

HERE = Path(__file__).parent
NAMES = (
    "Uniformed capabilities",
    "Peacekeeping Training, Capacity Building, and Partnerships",
    "Safety and Security of Peacekeepers, including medical",
    "Conduct",
    "Environment",
    "Women, Peace and Security",
    "Technology",
    "Strategic Communications and Information integrity",
    "Funding",
    "Other",
)
TITLE = "UN PEACEKEEPING MINISTERIAL 2025 MEMBER STATE PLEDGE FORM"


def form(*headings, heads=("Contribution Category", "Pledge description"), names=NAMES, texts=()):
    """Return a document with lines above and a table of two columns; `texts` maps a row to its paragraphs."""
    document = docx.Document()
    for line in headings:
        document.add_paragraph(line)
    table = document.add_table(1, 2, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for number, name in enumerate(names):
        cells = table.add_row().cells
        cells[0].text = name
        write(cells[1], *dict(texts).get(number, ()))
    return document, table


def write(cell, *paragraphs, style=None):
    """Fill a cell with paragraphs."""
    for number, text in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.text = text
        if style:
            paragraph.style = style


def merged():
    """Merge a category over two rows, a line over both columns, and the title into the table."""
    document, table = form(
        TITLE,
        texts={
            0: ["One mechanised infantry company of 160 soldiers with 12 armoured personnel carriers, by March 2026."],
            4: ["Four hybrid solar systems of 50 kW for UNMISS camps, delivered by the end of 2025."],
        },
    )
    top = table.rows[0]._tr
    label = copy.deepcopy(top)
    top.addprevious(label)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Member State", "Member State QMB"
    extra = copy.deepcopy(table.rows[2]._tr)
    table.rows[2]._tr.addnext(extra)
    table.rows[3].cells[0].text = ""
    table.rows[3].cells[1].text = "A Level 2 hospital with 20 beds from June 2026."
    table.rows[2].cells[0].merge(table.rows[3].cells[0])
    wide = table.add_row()
    wide.cells[0].merge(wide.cells[1])
    wide.cells[0].text = "Other"
    last = table.add_row()
    last.cells[0].merge(last.cells[1])
    last.cells[0].text = "Second three legal advisers to the Secretariat for one year from January 2026."
    return document


def french():
    """Translate the headings and put them in another order; bullets, and a paragraph that promises nothing."""
    names = (
        "Financement",
        "Les femmes, la paix et la sécurité",
        "Formation, renforcement des capacités et partenariats",
        "Capacités en uniforme",
        "Déontologie et discipline",
        "Communication stratégique et intégrité de l'information",
        "Technologies",
        "Autres",
    )
    document, _ = form(
        "RÉUNION MINISTÉRIELLE SUR LE MAINTIEN DE LA PAIX, BERLIN 2025",
        "État membre : Member State QMC",
        heads=("Catégorie de contribution", "Description de l'engagement"),
        names=names,
        texts={
            0: ["Verser 250 000 euros au fonds d'affectation spéciale en faveur des victimes en 2025."],
            1: ["Déployer un peloton d'engagement composé à 50 % de femmes avant décembre 2026."],
            2: [
                "• Organiser deux cours pour officiers d'état-major en français, 30 stagiaires chacun, en 2026.",
                "• Former 120 policiers avant leur déploiement à la MINUSCA.",
            ],
            3: [
                "Le pays attache une grande importance au multilatéralisme.",
                "Une unité de police constituée de 180 membres, sous réserve de l'approbation du parlement, en juin 2026. "
                "L'unité parlera français.",
            ],
            4: ["Néant"],
            7: ["Sans objet"],
        },
    )
    return document


def spanish():
    """Translate into Spanish, and put the description into the first column."""
    document = docx.Document()
    document.add_paragraph("REUNIÓN MINISTERIAL SOBRE MANTENIMIENTO DE LA PAZ, BERLÍN 2025")
    document.add_paragraph("Compromisos de Member State QMD")
    rows = (
        ("Descripción del compromiso", "Categoría"),
        ("Dos helicópteros utilitarios medianos para 2026, con 60 efectivos.", "Capacidades uniformadas"),
        ("Tres cursos de protección de la infancia para 75 oficiales en 2026 y 2027.", "Capacitación, fortalecimiento de capacidades y alianzas"),
        ("Ninguno", "Conducta"),
        ("Reducir en un 40 % el consumo de combustible de nuestro contingente en 2026.", "Medio ambiente"),
        ("Donar 15 drones de vigilancia a la MINUSCA en marzo de 2026.", "Tecnología"),
    )  # fmt: skip
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return document


def one_cell():
    """Write everything into one cell, with headings as lines and some categories missing."""
    document = docx.Document()
    document.add_paragraph("Member State QME: pledges for the UN Peacekeeping Ministerial, Berlin 2025")
    table = document.add_table(1, 1, style="Table Grid")
    write(
        table.rows[0].cells[0],
        "Uniformed capabilities",
        "One quick reaction force company by September 2026",
        "20 individual police officers, half of them women, in 2026",
        "Peacekeeping Training, Capacity Building, and Partnerships:",
        "Host a mobile training team for two weeks in 2026; train 40 instructors of partner states in 2027",
        "Conduct: Pre-deployment training on sexual exploitation and abuse for all 900 soldiers from July 2025.",
        "Funding",
        "USD 1.5 million to the Elsie Initiative Fund in 2025",
    )
    return document


def lists_and_nested():
    """Use numbered lists of Word, an introduction, and a table within a cell."""
    document, table = form(TITLE, "Member State QMF", texts={})
    write(table.rows[1].cells[1], "We pledge the following units:")
    for text in ("An engineering company of 150 by January 2026", "Two C-130 aircraft on call from May 2026"):
        table.rows[1].cells[1].add_paragraph(text, style="List Number")
    write(table.rows[2].cells[1], "Courses:")
    inner = table.rows[2].cells[1].add_table(3, 3)
    rows = (("Course", "Number", "Date"), ("UN Military Observer Course", "2", "2026"), ("C-IED training", "3", "2027"))
    for row, texts in zip(inner.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    inner.rows[0].cells[0].text = "Pledge"
    write(table.rows[3].cells[1], "500 individual first aid kits in 2026", "n/a", style="List Bullet")
    return document


BOX = """<w:r {w} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="3000000" cy="600000"/><wp:docPr id="7" name="Box"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>
<w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent>{paragraphs}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def box(*texts):
    """Return a run that holds a text box, as Word writes it: once new, once old."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return parse_xml(BOX.format(w=nsdecls("w"), paragraphs=paragraphs))


def boxes_and_footnotes():
    """Put one pledge into a text box of a cell, one into a box beside the table, and a condition into a footnote."""
    document, table = form(TITLE, "Member State QMG", texts={8: ["EUR 300,000 for the SEA trust fund in 2025."]})
    table.rows[7].cells[1].paragraphs[0]._p.append(box("Provide 10 counter-UAS sets to MONUSCO by June 2026."))
    paragraph = table.rows[1].cells[1].paragraphs[0]
    paragraph.text = "One formed police unit of 160 officers from April 2026."
    reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    paragraph._p.append(reference)
    document.add_paragraph("")._p.append(box("Environment", "Plant 2,000 trees around camps of UNIFIL in 2026."))
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Subject to approval by parliament.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    return document, {"word/footnotes.xml": notes}


def tracked():
    """Leave changes and content controls in: an insertion counts, a deletion and the prompt of a control do not."""
    document, table = form(TITLE, texts={})
    document.paragraphs[0].insert_paragraph_before("Member State: QMH")
    paragraph = table.rows[1].cells[1].paragraphs[0]._p
    who = 'w:id="1" w:author="Clerk" w:date="2025-04-30T10:00:00Z"'
    for text in (
        "<w:r><w:t xml:space='preserve'>Deploy </w:t></w:r>",
        f"<w:del {who}><w:r><w:delText>three</w:delText></w:r></w:del><w:ins {who}><w:r><w:t>two</w:t></w:r></w:ins>",
        "<w:r><w:t xml:space='preserve'> reconnaissance companies by October 2026.</w:t></w:r>",
    ):
        for node in parse_xml(f"<w:p {nsdecls('w')}>{text}</w:p>"):
            paragraph.append(node)
    cell = table.rows[5].cells[1]._tc
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='Pledge'/></w:sdtPr><w:sdtContent><w:p><w:r>"
        "<w:t>Send 5 environmental engineers to UNSOS in 2026.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    cell.insert(cell.index(cell.find(qn("w:p"))), parse_xml(control))
    prompt = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click or tap here to enter"
        " text.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    table.rows[10].cells[1].paragraphs[0]._p.append(parse_xml(prompt))
    return document


def picture():
    """Return a grey PNG of 200 x 280 points."""
    rows = b"".join(b"\0" + bytes([200 + y % 40]) * 200 for y in range(280))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 200, 280, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def scan():
    """Hold nothing but the picture of a signed form."""
    document = docx.Document()
    path = HERE / "scan.png"
    path.write_bytes(picture())
    document.add_picture(str(path))
    path.unlink()
    return document


def no_table():
    """Write headings and pledges as paragraphs, and the state only into the head of the page."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Permanent Mission of Member State QMJ to the United Nations"
    document.add_paragraph("Pledges for the Peacekeeping Ministerial, Berlin, Germany, 13 and 14 May 2025")
    document.add_heading("1. Uniformed Capabilities", 2)
    document.add_paragraph(
        "We will deploy a signals company of 120 by June 2026. It will be self-sustained. We will also provide 12 staff officers in 2026."
    )
    document.add_heading("6. Women, peace & security", 2)
    document.add_paragraph("Raise the share of women in our contingent to 15 per cent by 2027.", style="List Bullet")
    document.add_heading("Saftey and security of peacekeepers", 2)
    document.add_paragraph("Train 30 field medical assistants in 2026.", style="List Bullet")
    document.add_paragraph("Point of contact: Military Adviser, tel. +00 000 000 000")
    return document


def unknown_headings():
    """Translate the ten headings into a language that no table knows, in the form's order; state in the file's name."""
    names = list(NAMES)
    names[3], names[4], names[6] = "Viselkedés", "Környezet", "Technológia"
    document, _ = form(TITLE, names=names, texts={
        3: ["Send four national investigation officers to a course in 2026."],
        4: ["Two water purification units for UNMISS by May 2026."],
        6: ["A workshop on smart camps for 40 people in November 2025."],
    })  # fmt: skip
    return document


def slide():
    """Show a slide as it stands behind the speaker: title, boxes beside headings, a small table."""
    deck = pptx.Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[5])
    page.shapes.title.text = "Member State QML"
    one = page.shapes.add_textbox(Inches(0.5), Inches(1.5), Inches(4), Inches(2)).text_frame
    one.text = "Uniformed Capabilities"
    for text in ("1 infantry battalion (850) by March 2026", "1 engagement platoon in 2026"):
        one.add_paragraph().text = text
    two = page.shapes.add_textbox(Inches(5), Inches(1.5), Inches(4), Inches(2)).text_frame
    two.text = "Funding"
    two.add_paragraph().text = "EUR 2 million for the Triangular Partnership Programme, 2025-2027"
    table = page.shapes.add_table(2, 2, Inches(0.5), Inches(4), Inches(8), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Technology", "6 mini-UAS for UNDOF in 2026"
    table.cell(1, 0).text, table.cell(1, 1).text = "Other", "Host the Member States' police summit in 2026"
    page.shapes.add_textbox(
        Inches(0.5), Inches(6.5), Inches(6), Inches(0.5)
    ).text_frame.text = "UN Peacekeeping Ministerial, Berlin 2025"
    return deck


def tracker():
    """Follow pledges of several states in a sheet: titles above, a merged category, an unknown state."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pledges"
    for row in (
        ("Pledge tracker, UN Peacekeeping Ministerial, Berlin 2025",),
        (),
        ("No.", "Member State", "Category", "Pledge description", "Quantity", "Mission", "By when", "Status"),
        (
            1,
            "Member State QMM",
            "Uniformed capabilities",
            "Medium utility helicopter unit",
            1,
            "MINUSCA",
            "2026-06",
            "",
        ),
        (2, "Member State QMN", None, "Individual police officers", 25, None, "2026", "registered in PCRS"),
        (
            3,
            "Nowhereland",
            "Funding",
            "Contribution to the trust fund for victims, in USD",
            "USD 50,000",
            None,
            "2025",
            None,
        ),
        (None, "Total", None, None, 26, None, None, None),
    ):
        sheet.append(row)
    sheet.merge_cells("C4:C5")
    return book


def csv_tracker():
    """Return a list with semicolons, in Spanish, with a line break within a cell."""
    return (
        "País;Categoría;Compromiso;Plazo\n"
        'Member State QMP;Medio ambiente;"Instalar 3 plantas de tratamiento de agua\nen Malakal";2026\n'
        "Member State QMP;Conducta;Ninguno;\n"
        "Member State QMP;Mujeres, paz y seguridad;Nombrar 4 asesoras militares de género en 2026;\n"
    )


def save(document, name, parts=None):
    """Write a document; `parts` are written into its package besides."""
    path = HERE / name
    document.save(path)
    if parts:
        with zipfile.ZipFile(path, "a") as archive:
            for part, text in parts.items():
                archive.writestr(part, text)


def main():
    """Make every file."""
    save(merged(), "01_merged_cells.docx")
    save(french(), "02_french_reordered.docx")
    save(spanish(), "03_spanish_columns_swapped.docx")
    save(one_cell(), "04_all_in_one_cell.docx")
    save(lists_and_nested(), "05_lists_and_nested_table.docx")
    document, parts = boxes_and_footnotes()
    save(document, "06_text_boxes_and_footnote.docx", parts)
    save(tracked(), "07_changes_and_controls.docx")
    save(scan(), "08_scanned_picture.docx")
    (HERE / "09_old_file_renamed.docx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 2_000)
    save(no_table(), "10_no_table.docx")
    save(unknown_headings(), "11_pledge_form_Member_State_QMK.docx")
    save(slide(), "12_slide.pptx")
    save(tracker(), "13_tracker.xlsx")
    (HERE / "14_tracker.csv").write_text(csv_tracker(), encoding="utf-8")


if __name__ == "__main__":
    main()
