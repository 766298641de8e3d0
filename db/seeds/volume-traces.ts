import type { TransactionSql } from "postgres";

/** Of each topic so many replies are told of. */
const TOLD_OF = 3;
/** One topic in so many was edited and reported, one member in so many asked something, or has begun a text. */
const ONE_IN = 50;

/** What daily use leaves beside topics: who has read, watches, thanked, kept and was told; what answered, was reported or moderated. */
export async function seedTopicTraces(sql: TransactionSql, topicIds: string[]): Promise<void> {
  await sql`
    insert into forum_reads (person_id, topic_id, last_read_number, read_at)
    select distinct reader, t.id, t.last_post_number, t.last_post_at
    from forum_topics t cross join lateral (values (t.author_id), (t.last_post_by)) as r(reader) where t.id = any(${topicIds}::uuid[])`;
  await sql`
    insert into forum_watches (person_id, topic_id, level, changed_at)
    select author_id, id, 'watching', created_at from forum_topics where id = any(${topicIds}::uuid[])`;
  await sql`
    insert into forum_category_watches (person_id, category_id, level, changed_at)
    select author_id, category_id, (array['every-post', 'first-posts', 'muted'])[1 + floor(random() * 3)::int], created_at
    from forum_topics where id = any(${topicIds}::uuid[]) and category_id is not null
    order by author_id, category_id on conflict do nothing`;
  await sql`
    insert into forum_topic_tags (topic_id, tag_id, category_id, last_post_at)
    select t.id, tag.id, t.category_id, t.last_post_at from forum_topics t
    cross join lateral (select id from forum_tags order by md5(id::text || t.id::text) limit 2) tag
    where t.id = any(${topicIds}::uuid[]) and t.category_id is not null`;
  await sql`
    insert into forum_tag_watches (person_id, tag_id, level, changed_at)
    select t.author_id, its.tag_id, (array['every-post', 'first-posts', 'muted'])[1 + floor(random() * 3)::int], t.created_at
    from forum_topics t join forum_topic_tags its on its.topic_id = t.id where t.id = any(${topicIds}::uuid[]) and t.author_id is not null
    order by t.author_id, its.tag_id on conflict do nothing`;
  await sql`
    insert into notifications (id, person_id, kind, cause, created_at, read_at)
    select gen_random_uuid(), t.author_id, 'reply', 'reply:' || p.id, p.created_at, case when random() < 0.9 then p.created_at end
    from forum_topics t join forum_posts p on p.topic_id = t.id
    where t.id = any(${topicIds}::uuid[]) and p.number between 2 and ${1 + TOLD_OF} and p.author_id <> t.author_id`;
  await sql`
    insert into forum_thanks (post_id, person_id, author_id, thanked_at)
    select p.id, t.last_post_by, p.author_id, t.last_post_at from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 1
    where t.id = any(${topicIds}::uuid[]) and t.last_post_by <> p.author_id`;
  await sql`
    insert into forum_answers (topic_id, post_id, marked_by, marked_at)
    select t.id, p.id, t.author_id, t.last_post_at from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 2
    where t.id = any(${topicIds}::uuid[]) and t.category_id is not null`;
  await sql`
    insert into forum_quotes (id, post_id, quoted_id, named, ordinal, is_answer, is_said, body_markdown, body_html, renderer_version)
    select gen_random_uuid(), p.id, first.id, 1, 1, false, true, first.body_markdown, first.body_html, first.renderer_version
    from forum_posts p join forum_posts first on first.topic_id = p.topic_id and first.number = 1
    where p.topic_id = any(${topicIds}::uuid[]) and p.number in (2, 3)`;
  await sql`
    insert into forum_mentions (post_id, number, person_id, mentioned_at)
    select p.id, 1, t.author_id, p.created_at from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 2
    where t.id = any(${topicIds}::uuid[])`;
  await sql`
    insert into forum_ignores (person_id, ignored_id, ignored_at)
    select distinct author_id, last_post_by, now() from forum_topics
    where id = any(${topicIds}::uuid[]) and author_id <> last_post_by and random() < ${1 / ONE_IN} on conflict do nothing`;
  await sql`
    insert into forum_bookmarks (person_id, post_id, code, note, remind_on, bookmarked_at)
    select t.last_post_by, p.id, 'volume-' || p.id, 'For the next meeting', '2999-01-01', t.last_post_at
    from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 1 where t.id = any(${topicIds}::uuid[])`;
  await sql`
    insert into forum_polls (post_id, question, options, most, shows, counts, voters, closes_at)
    select p.id, 'When do we meet?', '{Monday,Tuesday}', 1, 'always', '{1,0}', 1, '2999-01-01'
    from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 1 where t.id = any(${topicIds}::uuid[])`;
  await sql`
    insert into forum_votes (post_id, person_id, choices, voted_at)
    select p.id, t.last_post_by, '{0}', t.last_post_at
    from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 1 where t.id = any(${topicIds}::uuid[])`;
  await sql`
    with shown as materialized (
      select p.id, p.author_id, p.created_at from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 1
      where t.id = any(${topicIds}::uuid[]) and random() < ${1 / ONE_IN}),
    added as (
      insert into files (id, code, owner_id, kind, name, size, hash, state, uploaded_at)
      select id, substr(md5(id::text), 1, 10), author_id, 'pdf', 'Rota.pdf', 1000, id::text, 'clean', created_at from shown)
    insert into file_uses (file_id, kind, holder_id) select id, 'post', id from shown`;
  await sql`
    insert into forum_held_posts (id, code, topic_id, body_markdown, author_id, submission_id, audience, group_ids, why, words, held_at, state,
      declined_by, declined_at, reason)
    select gen_random_uuid(), 'volume-' || id, id, 'Held', last_post_by, gen_random_uuid(), 'members', '{}', 'words', '{agency}', last_post_at, 'declined',
      author_id, last_post_at, 'An advertisement'
    from forum_topics where id = any(${topicIds}::uuid[]) and random() < ${1 / ONE_IN}`;
  await sql`
    insert into forum_mailed_replies (id, person_id, hash, answered_id, topic_id, outcome, has_files, taken_at)
    select gen_random_uuid(), last_post_by, sha256(id::text::bytea), gen_random_uuid(), id, 'posted', false, last_post_at
    from forum_topics where id = any(${topicIds}::uuid[]) and random() < ${1 / ONE_IN}`;
  await sql`
    insert into forum_decisions (id, quarter, kind, about, outcome, hours)
    select gen_random_uuid(), date_trunc('quarter', declined_at, 'UTC'), 'held', why, state, 1 from forum_held_posts where topic_id = any(${topicIds}::uuid[])`;
  await sql`
    with looked_at as materialized (
      select p.id, t.last_post_by, p.created_at, t.author_id from forum_topics t join forum_posts p on p.topic_id = t.id and p.number = 2
      where t.id = any(${topicIds}::uuid[]) and random() < ${1 / ONE_IN}),
    reported as (
      insert into forum_reports (id, post_id, reporter_id, reason, details, at, decision, decided_at, decided_by)
      select gen_random_uuid(), id, author_id, 'unkind', '', created_at, 'edited', created_at, last_post_by from looked_at),
    changed as (
      insert into forum_post_revisions (id, post_id, body_markdown, body_html, renderer_version, replaced_at, replaced_by)
      select gen_random_uuid(), id, 'As it was.', '<p>As it was.</p>', 1, created_at, last_post_by from looked_at)
    insert into forum_moderations (id, code, post_id, kind, reason, original_markdown, moderator_id, at)
    select gen_random_uuid(), 'volume-' || id, id, 'edited', 'Unkind', 'As it was.', last_post_by, created_at from looked_at`;
}

/** What daily use leaves beside members: sessions that have ended, drafts, and what they asked. */
export async function seedMemberTraces(sql: TransactionSql, personIds: string[]): Promise<void> {
  await sql`
    insert into sessions (id, id_hash, kind, person_id, family, device, created_at, seen_at, expires_at, ends_at, revoked_at)
    select gen_random_uuid(), sha256(uuid_send(gen_random_uuid())), 'session', id, gen_random_uuid(), 'Edge on Windows', at, at, at, at, at
    from unnest(${personIds}::uuid[]) as p(id), (select now() - interval '1 day' as at) as long_ago`;
  await sql`
    insert into drafts (person_id, id, path, values, saved_at)
    select id, gen_random_uuid(), '/forum/volume/new', '{"title": "Begun", "body": "And not sent"}', now()
    from unnest(${personIds}::uuid[]) with ordinality as p(id, n) where n % ${ONE_IN}::int = 0`;
  await sql`
    insert into forum_digests (person_id, every, hour, also_singles, told_until, next_at, changed_at)
    select id, case when n % 2 = 0 then 'daily' else 'weekly' end, 7, false, now(), now() + interval '1 day', now()
    from unnest(${personIds}::uuid[]) with ordinality as p(id, n) where n % ${ONE_IN}::int < 10`;
  await sql`
    insert into content_reads (person_id, page_id, version, seen_at, read_at)
    select p.id, page.id, page.published_version, now(), now() from unnest(${personIds}::uuid[]) as p(id)
    cross join (select id, published_version from content_pages where published_version is not null order by path limit 2) page`;
  await sql`
    insert into content_feedback (id, code, page_id, is_useful, words, given_at, told_on)
    select gen_random_uuid(), 'volume-' || p.id, page.id, n % 2 = 0, 'A list to print', now(), now()
    from unnest(${personIds}::uuid[]) with ordinality as p(id, n)
    cross join (select id from content_pages where published_version is not null order by path limit 1) page where n % ${ONE_IN}::int = 3`;
  await sql`
    insert into forum_first_steps (person_id, put_away_at)
    select id, now() from unnest(${personIds}::uuid[]) with ordinality as p(id, n) where n % ${ONE_IN}::int = 2`;
  await sql`
    with limited as (
      insert into forum_sanctions (id, code, person_id, kind, reason, at, ends_at)
      select gen_random_uuid(), 'volume-' || id, id, 'read-only', 'Unkind', at, at + interval '7 days'
      from unnest(${personIds}::uuid[]) with ordinality as p(id, n), (select now() - interval '100 days' as at) as long_ago
      where n % ${ONE_IN}::int = 1 returning id, person_id, at),
    cleaned as (
      insert into forum_clean_ups (id, code, person_id, reason, at, finished_at, submission_id)
      select gen_random_uuid(), 'volume-' || person_id, person_id, 'Advertising', at, at, gen_random_uuid() from limited)
    insert into forum_member_notes (id, code, person_id, note, noted_at, submission_id)
    select gen_random_uuid(), 'volume-' || person_id, person_id, 'Said sorry.', at, gen_random_uuid() from limited`;
  await sql`
    with asked as (
      insert into enquiries (id, code, category, queue, full_name, person_id, state, submission_id, created_at, due_at, closed_at)
      select gen_random_uuid(), 'volume-' || id, 'question', 'office', 'Member', id, 'closed', gen_random_uuid(), at, at, at
      from unnest(${personIds}::uuid[]) with ordinality as p(id, n), (select now() - interval '300 days' as at) as long_ago
      where n % ${ONE_IN}::int = 0 returning id, created_at)
    insert into enquiry_messages (id, enquiry_id, kind, body, submission_id, created_at)
    select gen_random_uuid(), id, 'question', 'When is the next meeting?', gen_random_uuid(), created_at from asked`;
}
