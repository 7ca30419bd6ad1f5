"""What is written for Word stands in the table's XML."""

from docx import Document

from geoapp.exports.word_tables import keep_whole, keep_with_next, narrow_cells, repeat_on_each_page


def test_cells_rows_and_heads_are_marked():
    table = Document().add_table(rows=2, cols=1)
    narrow_cells(table, 1.0)
    repeat_on_each_page(table.rows[0])
    keep_whole(table.rows[1])
    keep_with_next(table.rows[:1])
    assert table._tbl.xml.count('w:w="57" w:type="dxa"') == 2
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:cantSplit" in table.rows[1]._tr.xml
    assert "w:keepNext" in table.rows[0]._tr.xml
