import { seedMembers } from "#db/seeds/volume-people";
import type { TellingOrder } from "./floors/telling";
import { repeated } from "./load";
import type { Part } from "./print";
import { startFloor } from "./programs";
import { takeTurns } from "./rounds";
import type { Stage } from "./stage";
import { memoriesOf, memoryOf } from "./usage";

const WATCHERS = 1000;
/** In a turn; each is of ten minutes of its own, so that none is gathered with another. */
const REPLIES = 5;
const MEMBERS = 50_000;
/** Megabytes that making digests may add to a process, however many are due. */
const MOST_MORE = 150;

/** Telling watchers of a reply, and making digests, by what the worker runs, beside the rows of that alone: each a part of the run. */
export async function eachTelling(stage: Stage, rounds: number, part: Part): Promise<void> {
  const { sql } = stage.connection;
  await seedMembers(stage.connection, MEMBERS);
  // nothing that waits is to be sent, or goes on meanwhile
  await sql`delete from job_outbox`;
  const [ours, rows] = [await startFloor("telling"), await startFloor("telling")];
  const take = (isOurs: boolean, order: () => Promise<{ postIds: readonly string[] } | { digests: number }>) => async () => {
    const made = await order();
    return repeated(isOurs ? ours : rows, [stage.postmaster], { isOurs, ...made } satisfies TellingOrder);
  };
  const compare = (order: Parameters<typeof take>[1]) =>
    takeTurns(
      [
        { name: "our worker", isOurs: true, turn: take(true, order) },
        { name: "its rows alone", turn: take(false, order) },
      ],
      rounds,
    );

  const topicId = await watchedTopic(stage);
  // until then more is compiled than done
  for (const isOurs of [true, false]) await take(isOurs, () => newReplies(stage, topicId))();
  await part(`Telling ${WATCHERS} watchers of a reply`, async () => ({
    rows: await compare(() => newReplies(stage, topicId)),
    unit: "reply",
  }));
  await part(`Making digests for ${MEMBERS} members`, async () => {
    const idle = memoryOf(ours.pid);
    const measured = await compare(() => dueDigests(stage));
    const memory = memoriesOf([{ name: "what makes them", idle, after: memoryOf(ours.pid) }]);
    if (memory.some(({ idle, most }) => most - idle > MOST_MORE)) throw new Error(`it took ${memory[0]!.most - memory[0]!.idle} MB more`);
    return { rows: measured, unit: "member", memory };
  });
  await Promise.all([ours.stop(), rows.stop()]);
}

async function watchedTopic({ connection: { sql } }: Stage): Promise<string> {
  const [topic] = await sql<{ id: string }[]>`
    select t.id from forum_topics t join forum_categories c on c.id = t.category_id where c.slug = 'volume' order by t.last_post_number limit 1`;
  await sql`delete from forum_watches where topic_id = ${topic!.id}`;
  await sql`insert into forum_watches (person_id, topic_id, level, changed_at)
    select person_id, ${topic!.id}, 'watching', now() from grants where role = 'member' and source = 'volume' order by person_id limit ${WATCHERS}`;
  return topic!.id;
}

let made = 0;

/** Replies whose mails are to come, so that nothing of the run waits for its time. */
async function newReplies({ connection: { sql } }: Stage, topicId: string) {
  const rows = await sql<{ id: string }[]>`
    insert into forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)
    select gen_random_uuid(), t.id, t.last_post_number + n, t.author_id, 'A reply', '<p>A reply</p>', 1, gen_random_uuid(), now() + (${made} + n) * interval '10 minutes'
    from forum_topics t, generate_series(1, ${REPLIES}) n where t.id = ${topicId} returning id`;
  await sql`update forum_topics set last_post_number = last_post_number + ${REPLIES} where id = ${topicId}`;
  made += REPLIES;
  return { postIds: rows.map(({ id }) => id) };
}

/** Everybody's is due, of another time than the last. */
async function dueDigests({ connection: { sql } }: Stage) {
  await sql`insert into forum_digests (person_id, every, hour, also_singles, told_until, next_at, changed_at)
    select person_id, 'daily', 7, false, now() - interval '1 day', now() - interval '1 minute', now() from grants where role = 'member' and source = 'volume'
    on conflict (person_id) do update set told_until = excluded.told_until, next_at = excluded.next_at, every = 'daily', silent = 0`;
  const due = await sql`select from forum_digests where next_at <= now()`;
  return { digests: due.length };
}
