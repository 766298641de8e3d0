-- plain_letters(text): a name as it is typed on any keyboard: without accents, its apostrophes and hyphens plain, letters that a keyboard lacks
-- written out. Upper and lower case stay.
--
-- Called by name_words(), with which indexes compute: another text needs a migration that makes those anew; and by the room `people`, which
-- finds somebody by their name. As search_vector() begins, so that a name and a word of a text meet whatever
-- was typed; a test holds the two together. Immutable: no locale, setting or table has a say.
create or replace function plain_letters(source text) returns text
language plpgsql immutable strict parallel safe
as $$
declare
  t text := source;
begin
  if octet_length(t) <> char_length(t) then
    t := translate(t, U&'\2018\2019\201B\02BC\2032\FF07\00B4\2010\2011\2012\2013\2212\FF0D\00AD\200B\200C\200D\2060\FEFF\200E\200F', '''''''''''''''------');
    t := regexp_replace(normalize(t, NFKD), '[\u00B7\u02B0-\u036F\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670]+', '', 'g');
    t := replace(replace(replace(replace(replace(replace(t, 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th');
    t := translate(t, 'ØøĐđÐðŁłĦħıŦŧŊŋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄЂЈЉЊЋЏ', 'OoDdDdLlHhiTtNnαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяієђјљњћџ');
  end if;
  return t;
end
$$;
