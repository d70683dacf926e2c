-- Read the text forms that downloads really have. Each answers null where the text is not of its form.

-- Every blank that Python's strip() takes off, so that the fast and the careful reader agree; trim() alone takes off spaces.
create or replace macro scratch.bare(cell) as trim(
    cell,
    ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(133) || chr(160) || chr(8195) || chr(8201) || chr(8239) || chr(12288)
);
create or replace macro scratch.clean(cell) as nullif(scratch.bare(cell), '');

-- A day, the English name of a month, whole or by its first three letters (and Sept), and a year.
create or replace macro scratch.day_of_words(day, word, year) as case
    when
        regexp_full_match(
            lower(word),
            'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?'
        )
        then cast(try_strptime(day || ' ' || left(word, 3) || ' ' || year, '%d %b %Y') as date)
end;

-- ISO day or timestamp; 2021/01/31; 31-Jan-21; 31 January 2021; January 31, 2021; 31/01/2021; 31.01.2021; epoch seconds or milliseconds (the Hub's JSON; before 1970 with a minus), as
-- the UTC day.
create or replace macro scratch.to_date(cell) as case
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}([T ].*)?') then try_cast(substr(cell, 1, 10) as date)
    when regexp_full_match(cell, '\d{1,2}-[A-Za-z]{3}-\d{2}') then cast(try_strptime(cell, '%d-%b-%y') as date)
    when regexp_full_match(cell, '\d{1,2}-[A-Za-z]{3}-\d{4}') then cast(try_strptime(cell, '%d-%b-%Y') as date)
    when regexp_full_match(cell, '\d{4}[/.]\d{1,2}[/.]\d{1,2}') then cast(try_strptime(replace(cell, '.', '/'), '%Y/%m/%d') as date)
    when regexp_full_match(cell, '\d{1,2}[/.]\d{1,2}[/.]\d{4}') then cast(try_strptime(replace(cell, '.', '/'), '%d/%m/%Y') as date)
    when regexp_full_match(cell, '\d{1,2}\.? +[A-Za-z]{3,9}\.?,? +\d{4}')
        then scratch.day_of_words(regexp_extract(cell, '^\d+'), regexp_extract(cell, '[A-Za-z]+'), right(cell, 4))
    when regexp_full_match(cell, '[A-Za-z]{3,9}\.? +\d{1,2},? +\d{4}')
        then scratch.day_of_words(regexp_extract(cell, '\d+'), regexp_extract(cell, '[A-Za-z]+'), right(cell, 4))
    when regexp_full_match(cell, '-?\d{9,10}(\.0+)?') then cast(make_timestamp(cast(cell as bigint) * 1000000) as date)
    when regexp_full_match(cell, '-?\d{11,13}(\.0+)?') then cast(make_timestamp(cast(cell as bigint) * 1000) as date)
end;

-- Why a text is not a count of people; null where it is one.
create or replace macro scratch.count_fault(cell) as case
    when cell is null then 'missing_count'
    when not regexp_full_match(cell, '[+-]?\d+(\.\d+)?') then 'text_in_number'
    when starts_with(cell, '-') and not regexp_full_match(cell, '-0+(\.0+)?') then 'negative_count'
    when not regexp_full_match(cell, '[+-]?\d+(\.0+)?') then 'fractional_count'
    when not regexp_full_match(cell, '[+-]?0*\d{1,6}(\.0+)?') then 'implausible_count'
end;

-- A name as it is compared: no case, no accents, one kind of apostrophe.
create or replace macro scratch.fold(cell) as lower(strip_accents(replace(scratch.bare(cell), '’', '''')));

-- How many calendar months the days of a group lie in (years apart by 200 count as one): where it is the number of its rows, no two
-- rows are of one month. A fifth of the time of grouping by the day too.
create or replace macro scratch.month_count(day) as
    bit_count(bitstring_agg(cast((extract(year from day) * 12 + extract(month from day)) % 2400 as integer), 0, 2399));

-- Where a row stands in its file.
create or replace macro scratch.place(sheet, line) as case
    when sheet is null then 'line ' || line
    when regexp_full_match(sheet, 'page \d+') then sheet || ', line ' || line
    else sheet || ', row ' || line
end;

-- As above, where blank is not reported.
create or replace macro scratch.blank_or_count_fault(cell) as case when cell is not null then scratch.count_fault(cell) end;
create or replace macro scratch.to_count(cell) as case when scratch.count_fault(cell) is null then cast(try_cast(cell as double) as integer) end;

-- Yes or no in the languages of the forms; null where blank or neither.
create or replace macro scratch.to_yes_no(cell) as case
    when scratch.fold(cell) in ('yes', 'y', 'true', '1', 'oui', 'si') then true
    when scratch.fold(cell) in ('no', 'n', 'false', '0', 'non') then false
end;

create or replace macro scratch.yes_no_fault(cell) as case when cell is not null and scratch.to_yes_no(cell) is null then 'unreadable_flag' end;

-- Whether a text is the number of a slot or a post: capitals, digits and . / _ - with a digit, no word of more than eight letters. Most
-- names of people are none, nor is what looks like the number of a passport.
create or replace macro scratch.is_code(cell) as
regexp_full_match(cell, '[A-Z0-9./_-]{1,24}')
and regexp_matches(cell, '\d')
and not regexp_matches(cell, '[A-Z]{9}')
and not regexp_full_match(cell, '[A-Z]{1,2}-?\d{6,9}');
