-- name_words(text): the words of a name or an address, without their places. Somebody is found by how words begin, on any keyboard: O’Brien by
-- “o” and “brien”, Đặng by “dang”, jo.dang@surgery.example by “jo”, “dang” and “surg”. A word is its first 100 letters: a lexeme has a limit.
--
-- Called by indexes of persons, addresses and organisations, and by the room `records`. Immutable: no locale, setting or table has a say.
-- While an index is made no schema is searched, so the one of plain_letters() is named. Another text of either needs a migration that makes
-- those indexes anew.
create or replace function name_words(source text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(array(
    select distinct left(word, 100)
    from regexp_split_to_table(
      lower(replace(replace(public.plain_letters(source), 'Þ', 'th'), 'ẞ', 'ss') collate "C"),
      '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6\u00B8\u00BB\u00BF\u00D7\u00F7\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u3000-\u3004\u3008-\u3020]+'
    ) as word
    where word <> ''))
$$;
