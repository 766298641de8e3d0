-- search_query(text, is_unfinished): what finds the words of `source` side by side, as search_vector() prepares them, or all of them as the one
-- word that they say together; null when all of them are common words. Of an unfinished one the last word may go on.
--
-- Called by the room `search`, for each word and each quoted phrase. Immutable, as search_vector() is.
create or replace function search_query(source text, is_unfinished boolean default false) returns tsquery
language sql immutable strict parallel safe
as $$
  with said as (
    select lexeme, n, weight from unnest(public.search_vector(source)) as found (lexeme, positions, weights), unnest(positions, weights) as place (n, weight)
  ),
  places as (
    select n, string_agg(format('''%s''%s', lexeme, case when is_unfinished and n = (select max(n) from said) then ':*' else '' end), ' | ')
        filter (where weight = 'D') as word,
      format('''%s'' <-> ''%s''', min(lexeme) filter (where weight = 'A'), min(lexeme) filter (where weight = 'B')) as inside,
      count(*) filter (where weight = 'A') = 1 and count(*) filter (where weight = 'B') = 1 as is_double
    from said group by n
  ),
  steps as (
    select n, case when n > min(n) over () then format(' <%s> ', n - lag(n) over (order by n)) else '' end
        || case when is_double then format('(%s | (%s))', word, inside) else format('(%s)', word) end as step
    from places where word is not null
  ),
  wholes as (select lexeme from said where weight = 'C' group by lexeme having count(*) = (select count(distinct n) from said) and min(n) = 1)
  select nullif(concat_ws(' | ', (select string_agg(step, '' order by n) from steps), (select string_agg(format('''%s''', lexeme), ' | ') from wholes)), '')::tsquery
$$;
