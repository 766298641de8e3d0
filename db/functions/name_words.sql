-- name_words(text): the words of a name or an address, without their places: somebody is found by how any of them begins. Like search_vector()
-- without what a language knows, so that O'Brien, Obrien's practice and obrien@ meet by “obr” and “brien” alike as far as their signs divide them.
--
-- Called by indexes of persons, addresses and organisations, and by the room `records`. Immutable: no locale, setting or table has a say.
-- While an index is made no schema is searched, so the one of plain_letters() is named. Another text needs a migration that makes those indexes anew.
create or replace function name_words(source text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(array_remove(regexp_split_to_array(lower(public.plain_letters(source) collate "C"), '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A0]+'), ''))
$$;
