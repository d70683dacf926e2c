"""Files that must be refused: each function writes one into a folder and returns its path. Made anew by each test."""

import random
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROWS = 50_000


def form(folder: Path, name: str = "form.docx") -> Path:
    """Write a small honest form."""
    document = docx.Document()
    document.add_paragraph("UN Peacekeeping Ministerial, Berlin 2025. Member State: Ghana")
    table = document.add_table(2, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Contribution Category", "Pledge description"
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Funding", "EUR 100,000 in 2025"
    document.save(str(folder / name))
    return folder / name


def changed(
    folder: Path, name: str, parts: dict[str, bytes | str], edits: dict[str, tuple[str, str]] | None = None
) -> Path:
    """Write the honest form with other parts beside its own, and its own edited."""
    plain, path = form(folder, "plain.docx"), folder / name
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            own = old.read(part)
            if edits and part in edits:
                before, after = edits[part]
                assert before in own.decode()
                own = own.decode().replace(before, after, 1).encode()
            new.writestr(part, own)
        for part, text in parts.items():
            new.writestr(part, text)
    plain.unlink()
    return path


def macros(folder):
    return changed(folder, "macros.docx", {"word/vbaProject.bin": b"\0" * 100})


def macro_ending(folder):
    return form(folder, "form.docm")


def macro_type(folder):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    edit = (kind, "application/vnd.ms-word.document.macroEnabled.main+xml")
    return changed(folder, "disguised.docx", {}, {"[Content_Types].xml": edit})


def outside_template(folder):
    link = f'<Relationship Id="rId99" Type="{RELATIONS}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/>'
    return changed(
        folder, "template.docx", {}, {"word/_rels/document.xml.rels": ("</Relationships>", link + "</Relationships>")}
    )


def outside_picture(folder):
    link = (
        f'<Relationship Id="rId99" Type="{RELATIONS}/image" Target="\\\\server\\share\\a.png" TargetMode="External"/>'
    )
    return changed(
        folder, "picture.docx", {}, {"word/_rels/document.xml.rels": ("</Relationships>", link + "</Relationships>")}
    )


def doctype(folder):
    edit = ("<w:document", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document')
    return changed(folder, "doctype.docx", {}, {"word/document.xml": edit})


def bomb_by_ratio(folder):
    return changed(folder, "ratio.docx", {"word/media/image1.png": b"\0" * 30 * 1024**2})


def bomb_by_size(folder):
    chance = random.Random(1)
    part = b"".join(chance.randbytes(64) + b"\0" * 3_000 for _ in range(7_000))
    path = changed(folder, "size.docx", {f"word/media/image{n}.png": part for n in range(5)})
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        assert sum(member.file_size for member in members) > 100 * 1024**2
        assert max(member.file_size / max(member.compress_size, 1) for member in members) < 100
    return path


def climbing(folder):
    return changed(folder, "climbing.docx", {"../../../../tmp/climbed.txt": b"out"})


def rows_in_form(folder):
    path = folder / "rows.docx"
    row = "<w:tr><w:tc><w:p><w:r><w:t>Funding</w:t></w:r></w:p></w:tc></w:tr>"
    chance = random.Random(2)  # so that it does not pack over 100:1
    rows = "".join(row.replace("Funding", f"{chance.getrandbits(40):x}") for _ in range(ROWS))
    edit = ("<w:tbl>", f"<w:tbl>{rows}</w:tbl><w:tbl>")
    made = changed(folder, "made.docx", {}, {"word/document.xml": edit})
    return made.rename(path)


def paragraphs_in_form(folder):
    chance = random.Random(3)
    many = "".join(f"<w:p><w:r><w:t>{chance.getrandbits(40):x} helicopters</w:t></w:r></w:p>" for _ in range(ROWS))
    return changed(folder, "paragraphs.docx", {}, {"word/document.xml": ("<w:tbl>", many + "<w:tbl>")})


def macros_in_sheet(folder):
    book = openpyxl.Workbook()
    book.active.append(["Member State", "Category", "Pledge description"])
    book.save(folder / "plain.xlsx")
    with zipfile.ZipFile(folder / "plain.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    return folder / "plain.xlsx"


def link_in_slide(folder):
    pptx.Presentation().save(folder / "slide.pptx")
    link = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{RELATIONS}/oleObject" Target="file:///c:/a.xls" TargetMode="External"/></Relationships>'
    with zipfile.ZipFile(folder / "slide.pptx", "a") as archive:
        archive.writestr("ppt/slides/_rels/slide9.xml.rels", link)
    return folder / "slide.pptx"


def rows_in_sheet(folder):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Pledges")
    sheet.append(["Member State", "Category", "Pledge description"])
    for number in range(ROWS):
        sheet.append(["Ghana", "Funding", f"EUR {number} in 2025"])
    book.save(folder / "rows.xlsx")
    return folder / "rows.xlsx"


def rows_in_csv(folder):
    path = folder / "rows.csv"
    lines = "".join(f"Ghana,Funding,EUR {number} in 2025\n" for number in range(ROWS))
    path.write_text("Member State,Category,Pledge description\n" + lines, encoding="utf-8")
    return path


def far_cell(folder):
    book = openpyxl.Workbook()
    book.active.append(["Member State", "Category", "Pledge description"])
    book.active.append(["Ghana", "Funding", "EUR 5 in 2025"])
    book.active["XFD1048576"] = "far"
    book.save(folder / "far.xlsx")
    return folder / "far.xlsx"


def cut_short(folder):
    path = form(folder, "cut.docx")
    path.write_bytes(path.read_bytes()[:-2_000])
    return path


def no_form(folder):
    path = folder / "text.docx"
    path.write_text("We pledge two helicopters.")
    return path


def empty(folder):
    (folder / "empty.docx").touch()
    return folder / "empty.docx"


def old_word(folder):
    (folder / "old.doc").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 500)
    return folder / "old.doc"


def nested(folder):
    inside = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300
    made = changed(folder, "nested.docx", {}, {"word/document.xml": ("<w:tbl>", inside + "<w:tbl>")})
    return made


# What each refusal says, so that who sent the file knows what to do.
REFUSED = {
    macros: "macros",
    macro_ending: "macros",
    macro_type: "macros",
    outside_template: "attachedTemplate from outside",
    outside_picture: "image from outside",
    doctype: "DOCTYPE",
    bomb_by_ratio: "100:1",
    bomb_by_size: "would unpack to",
    climbing: "climbs out",
    rows_in_form: "rows",
    paragraphs_in_form: "paragraphs",
    macros_in_sheet: "macros",
    link_in_slide: "oleObject from outside",
    rows_in_sheet: "rows",
    rows_in_csv: "rows",
    far_cell: "row 1,048,576",
    cut_short: "damaged",
    no_form: "damaged",
    empty: "empty",
    old_word: "Save it as .docx",
    nested: "cannot be read",
}
