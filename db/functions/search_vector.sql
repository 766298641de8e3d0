-- search_vector(text): the words of a text as the index keeps them, each where it stands. Texts and what is searched for go through it alike,
-- so that they meet whatever sign, case or spelling either was typed with; why not PostgreSQL's own parser, nor its extensions:
-- docs/decisions/0021-search-prepares-its-words-itself.md.
--
-- A word is a run of letters and digits, with single apostrophes inside. It takes one place, a common word too (“the”), which has no lexeme.
-- What several words say together (e-mail, COVID-19, 1,250, N.H.S., 0113 496 0000) also stands as one at each of their places, with weight C;
-- what stands inside of a word (FP, 10 in FP10; O, Brien in O'Brien) has weight A where it begins the word, else B; every other lexeme has D. `app/features/search/places.ts` finds the same places in a text.
--
-- Called by the search columns of content_pages, forum_topics and forum_posts, by search_query(), and by the room `search`, which marks what
-- matched. Immutable: no locale, setting or table has a say. Another text of it needs a migration that computes those columns anew.
create or replace function search_vector(source text) returns tsvector
language plpgsql immutable strict parallel safe
as $$
declare
  t text := source;
begin
  if octet_length(t) <> char_length(t) then
    -- apostrophes and hyphens as keyboards have them; what is not seen goes
    t := translate(t, U&'\2018\2019\201B\02BC\2032\FF07\00B4\2010\2011\2012\2013\2212\FF0D\00AD\200B\200C\200D\2060\FEFF\200E\200F', '''''''''''''''------');
    -- every sign that is no letter, digit or mark upon one
    t := regexp_replace(t, '[^\u0001-\u007F\u00AA\u00B2\u00B3\u00B5\u00B9\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0300-\u036F\u0370-\u0373\u0376\u0377\u037B-\u037D\u037F\u0386\u0388-\u1FBC\u1FC2-\u1FCC\u1FD0-\u1FDC\u1FE0-\u1FEC\u1FF2-\u1FFC\u2071\u2074-\u2079\u207F-\u2089\u2090-\u209C\u2C00-\u2DFF\u3005-\u3007\u3041-\u3096\u30A1-\u30FA\u30FC-\u318F\u31A0-\u31FF\u3400-\uD7FF\uF900-\uFB06\uFB13-\uFB28\uFB2A-\uFBB1\uFBD3-\uFC5D\uFC64-\uFD3D\uFD50-\uFDC7\uFE80-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFDC\U00010000-\U0001CFFF\U0001D400-\U0001D7FF\U00020000-\U0003FFFF]+', ' ', 'g');
    t := regexp_replace(normalize(t, NFKD), '[\u00B7\u02B0-\u036F\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670]+', '', 'g');
    t := replace(replace(replace(replace(replace(replace(t, 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th');
    t := translate(t, 'ØøĐđÐðŁłĦħıŦŧŊŋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄЂЈЉЊЋЏ',
      'OoDdDdLlHhiTtNnαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяієђјљњћџ');
  end if;
  t := regexp_replace(t, '[^a-zA-Z0-9\u0080-\U0010FFFF.,'' -]+', ' ', 'g');
  -- where a capital begins a word inside of another: SystmOne
  t := lower(regexp_replace(t, '([a-z])(?=[A-Z])', '\1~', 'g') collate "C");

  -- signs that join certain neighbours only, and numbers that are written in groups
  t := translate(regexp_replace(t, '(?<![a-z0-9])([a-z])[.](?=[a-z](?![a-z0-9]))', '\1-', 'g'), '.', ' ');
  t := translate(regexp_replace(t, '([0-9]),(?=[0-9]{3}(?![0-9]))', '\1-', 'g'), ',', ' ');
  t := regexp_replace(t, '[''-]{2,}|(?<![^ ])[''-]|[''-](?![^ ])', ' ', 'g');
  if t ~ '[0-9] +[0-9]' then
    t := regexp_replace(t, '(?<![^ ])44 +(?:(0) +)?([1-9][0-9]{1,3}) +([0-9]{3,7})(?: +([0-9]{3,4}))?(?![^ ])', '44-\1-\2-\3-\4', 'g');
    t := regexp_replace(t, '(?<![^ ])(0[0-9]{2,4}) +([0-9]{3,7})(?: +([0-9]{3,4}))?(?![^ ])', '\1-\2-\3', 'g');
    t := regexp_replace(t, '(?<![^ ])([0-9]{3}) +([0-9]{3}) +([0-9]{4})(?![^ ])', '\1-\2-\3', 'g');
    t := regexp_replace(regexp_replace(t, '-{2,}', '-', 'g'), '-(?![^ ])', ' ', 'g');
  end if;

  -- one of the spellings of both sides of the Atlantic
  t := regexp_replace(t, '([a-z]{2}[iy])z(?=e|a|ing)', '\1s', 'g');
  t := regexp_replace(t, '(licen|practi|defen|offen|preten)c(?=e|i)', '\1s', 'g');
  t := regexp_replace(t, '(behavi|col|endeav|fav|harb|hon|hum|lab|neighb|od|rum|tum)our', '\1or', 'g');
  t := regexp_replace(t, '(cent|fib|lit|met|theat)re(?=s?(?![a-z]))', '\1er', 'g');
  t := regexp_replace(t, '(cata|ana|dia|mono)logue|(program)me(?=s?(?![a-z]))|(judg|acknowledg)e(?=ment)|(?<![a-z])(ag)e(?=ing)', '\1\2\3\4', 'g');
  t := regexp_replace(t, '([chknp])ae(?=[cdmns])|(rrh|(?<![a-z])f?)oe(?=a|dem|soph|str|t)', '\1\2e', 'g');

  -- one place after the other; what a hyphen joins to the word before begins with it
  t := regexp_replace(btrim(replace(t, '-', ' -'), ' '), ' {2,}', ' ', 'g');
  return (
    with places as materialized (select word, n from unnest(string_to_array(t, ' ')) with ordinality as place (word, n)),
    words as materialized (select ltrim(word, '-') as word, string_agg(n::text, ',') as at from places group by 1),
    forms as (
      select word as form, at from words where word !~ '[^a-z]'
      union all
      select left(word, -1), at from words where word ~ '^[bcdfghj-np-tvwxz]+[bcdfghj-np-rtvwxz]s$'
      union all
      select regexp_replace(translate(regexp_replace(word, '''s$', ''), '''~', ''), '^(?:00)?44(?=[1-9][0-9]{9}$)', '0'), at
      from words where word ~ '[^a-z]'
      union all
      select part, replace(at, ',', weight || ',') || weight
      from words, regexp_replace(regexp_replace(word, '''s$', ''), '^([a-z]+)([0-9]+)$|^([0-9]+)([a-z]+)$|[~'']', '\1\3 \2\4', 'g') as inside,
        unnest(string_to_array(inside, ' ')) with ordinality as parts (part, number), lateral (select case number when 1 then 'A' else 'B' end as weight) as marked
      where word ~ '[^a-z]' and inside like '% %'
      union all
      select regexp_replace(translate(string_agg(word, '' order by n), '''~-', ''), '^(?:00)?440?(?=[1-9][0-9]{9}$)', '0'), string_agg(n || 'C', ',')
      from (select word, n, n - count(*) filter (where word like '-%') over (order by n) as whole from places where t like '% -%') as parts
      group by whole having count(*) > 1
    )
    select coalesce(string_agg('''' || case when lexeme like '____%ll' then left(lexeme, -1) else lexeme end || ''':' || at, ' '), '')
    from forms, unnest(ts_lexize('pg_catalog.english_stem', left(form, 64))) as lexeme
    where form not in ('', 'http', 'https', 'www')
  )::tsvector;
end
$$;
