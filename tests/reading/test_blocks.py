from salesdesk.reading.blocks import cells_of, split_blocks

LEFT = [["Rep", "Amount"], ["Ann", "5"], ["Bea", "6"], ["Cid", "7"]]
RIGHT = [["Product", "Price"], ["Chair", "9"], ["Table", "8"], ["Lamp", "3"]]


def beside(*tables, gap=1):
    return [[cell for row in rows for cell in (*row, *[None] * gap)][:-gap] for rows in zip(*tables, strict=True)]


def test_that_one_table_is_one_block():
    assert split_blocks(LEFT) == [range(2)]


def test_that_a_blank_column_separates_two_tables():
    assert split_blocks(beside(LEFT, RIGHT)) == [range(2), range(3, 5)]
    assert split_blocks(beside(LEFT, RIGHT, gap=3)) == [range(2), range(5, 7)]


def test_that_three_tables_are_three_blocks():
    assert split_blocks(beside(LEFT, RIGHT, LEFT)) == [range(2), range(3, 5), range(6, 8)]


def test_that_a_title_over_both_does_not_join_them():
    title = [None, None, "Both tables", None, None]
    assert split_blocks([title, [None] * 5, *beside(LEFT, RIGHT)]) == [range(2), range(3, 5)]


def test_that_a_lone_column_belongs_to_its_neighbour():
    note = [["Remark"], ["ok"], [None], ["late"]]
    assert split_blocks(beside(LEFT, note)) == [range(4)]
    assert split_blocks(beside(note, LEFT)) == [range(4)]


def test_that_a_column_with_a_name_but_no_data_does_not_separate():
    rows = [
        [*left, "Phone" if at == 0 else None, *right] for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    ]
    assert split_blocks(rows) == [range(5)]


def test_that_no_rows_are_one_block_of_nothing():
    assert split_blocks([]) == [range(0)]


def test_that_short_rows_are_filled():
    assert cells_of([["a"], ["b", "c", "d"]], range(1, 3)) == [(None, None), ("c", "d")]
