-- words_in_use(words): which of some made-up words stand in any searched text, and as what lexeme. Plain words of the letters a to z, each at
-- most once.
--
-- Called by the room `search`, where a word that was typed found nothing: to its thousands of possible spellings the index answers within
-- milliseconds. It knows no reader: what comes of it is shown only after a search for it found something for whoever asks. Stable.
-- Planned without reading whole tables, which the planner would do for a word that it takes for a common one.
create or replace function words_in_use(words text[]) returns table (word text, lexeme text)
language plpgsql stable strict
set enable_seqscan = off
as $$
declare
  made record;
begin
  for made in
    select prepared.lexeme as stem, array_agg(words[place]) as spellings
    from unnest(search_vector(array_to_string(words, ' '))) as prepared (lexeme, positions, weights), unnest(positions, weights) as at (place, weight)
    where weight = 'D' group by 1
  loop
    if exists (select from content_pages where search @@ quote_literal(made.stem)::tsquery)
      or exists (select from forum_topics where search @@ quote_literal(made.stem)::tsquery)
      or exists (select from forum_posts where search @@ quote_literal(made.stem)::tsquery) then
      return query select unnest(made.spellings), made.stem;
    end if;
  end loop;
end
$$;
